import type { ReactNode } from "react";
import { objectAt, textAt, type JsonObject } from "../../../json.ts";
import { useSurface } from "../surface.ts";
import { Control, isGroup } from "./control.tsx";
import { Dispatch } from "./element.tsx";

type Parts = {
  readonly block: JsonObject;
  readonly element: JsonObject;
  readonly id: string;
  readonly hint: string;
  readonly fault: string | undefined;
};

const useParts = (block: JsonObject): Parts => {
  const { id, errors } = useSurface();
  const blockId = textAt(block, "block_id");
  return {
    block,
    element: objectAt(block, "element"),
    id: `${id}-${blockId}`,
    hint: textAt(objectAt(block, "hint"), "text"),
    fault: errors[blockId],
  };
};

const Label = ({ block }: Parts): ReactNode => (
  <>
    {textAt(objectAt(block, "label"), "text")}
    {block["optional"] === true ? <span className="optional"> (optional)</span> : null}
  </>
);

const Answer = (parts: Parts): ReactNode => {
  const { block, element, id, hint, fault } = parts;
  const { valueOf, change } = useSurface();
  const described = [...(fault === undefined ? [] : [`${id}-fault`]), ...(hint === "" ? [] : [`${id}-hint`])];
  return (
    <Control
      id={`${id}-control`}
      element={element}
      value={valueOf(block, element)}
      onChange={(value) => change(block, element, value)}
      isRequired={block["optional"] !== true}
      isInvalid={fault !== undefined}
      describedBy={described.length === 0 ? undefined : described.join(" ")}
    />
  );
};

const Below = ({ block, element, id, hint, fault }: Parts): ReactNode => (
  <>
    {block["dispatch_action"] === true ? <Dispatch block={block} element={element} /> : null}
    {fault === undefined ? null : (
      <p id={`${id}-fault`} className="fault">
        {fault}
      </p>
    )}
    {hint === "" ? null : (
      <p id={`${id}-hint`} className="hint">
        {hint}
      </p>
    )}
  </>
);

/** A question with its control: a label or a legend, the fault and the hint tied to it. */
export const InputBlock = ({ block }: { readonly block: JsonObject }): ReactNode => {
  const parts = useParts(block);
  return isGroup(parts.element) ? (
    <fieldset className="field">
      <legend>
        <Label {...parts} />
      </legend>
      <Answer {...parts} />
      <Below {...parts} />
    </fieldset>
  ) : (
    <div className="field">
      <label htmlFor={`${parts.id}-control`}>
        <Label {...parts} />
      </label>
      <Answer {...parts} />
      <Below {...parts} />
    </div>
  );
};
