import { useState, type ReactNode } from "react";
import { objectAt, textAt, type JsonObject } from "../../../json.ts";
import { SlackConfirmation } from "../confirmation.tsx";
import { useSurface } from "../surface.ts";
import { Control } from "./control.tsx";

type ElementProps = { readonly block: JsonObject; readonly element: JsonObject };

type PressableProps = {
  readonly element: JsonObject;
  readonly className: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
};

/** A button that asks first when the bot wants it to. */
const Pressable = ({ element, className, children, onPress }: PressableProps): ReactNode => {
  const [isAsking, setAsking] = useState(false);
  const confirm = element["confirm"] === undefined ? undefined : objectAt(element, "confirm");
  const yes = (): void => {
    setAsking(false);
    onPress();
  };
  return (
    <>
      <button type="button" className={className} onClick={() => (confirm ? setAsking(true) : onPress())}>
        {children}
      </button>
      {isAsking && confirm ? (
        <SlackConfirmation confirm={confirm} onYes={yes} onNo={() => setAsking(false)} />
      ) : null}
    </>
  );
};

/**
 * Sends what is chosen or typed in an element to the bot. Slack sends a choice at once; here it takes a button, because
 * the arrow keys would send every option that they pass.
 */
export const Dispatch = ({ block, element }: ElementProps): ReactNode => {
  const { press, valueOf } = useSurface();
  const pressed = { actionId: textAt(element, "action_id"), blockId: textAt(block, "block_id") };
  return (
    <Pressable
      element={element}
      className="plain"
      onPress={() => press({ ...pressed, selected: valueOf(block, element) })}
    >
      {textAt(element, "type").endsWith("input") ? "Send" : "Choose"}
    </Pressable>
  );
};

const DispatchedChoice = ({ block, element }: ElementProps): ReactNode => {
  const { id, valueOf, change } = useSurface();
  const name = `${textAt(block, "block_id")}-${textAt(element, "action_id")}`;
  return (
    <span className="row">
      <Control
        id={`${id}-${name}`}
        element={element}
        value={valueOf(block, element)}
        onChange={(next) => change(block, element, next)}
        isRequired={false}
        isInvalid={false}
        describedBy={undefined}
        label={textAt(objectAt(element, "placeholder"), "text") || "Choose"}
      />
      <Dispatch block={block} element={element} />
    </span>
  );
};

/** One interactive element of a section or a row of actions. */
export const Element = ({ block, element }: ElementProps): ReactNode => {
  const { press } = useSurface();
  if (element["type"] === "image")
    return <img src={textAt(element, "image_url")} alt={textAt(element, "alt_text")} />;
  if (element["type"] !== "button") return <DispatchedChoice block={block} element={element} />;
  const pressed = { actionId: textAt(element, "action_id"), blockId: textAt(block, "block_id") };
  return (
    <Pressable
      element={element}
      className={textAt(element, "style") || "plain"}
      onPress={() => press(pressed)}
    >
      {textAt(objectAt(element, "text"), "text")}
    </Pressable>
  );
};
