import type { ReactNode } from "react";
import { isObject, objectAt, objectsAt, textAt, type JsonObject } from "../../../json.ts";
import { Element } from "./element.tsx";
import { InputBlock } from "./input-block.tsx";
import { TextObject } from "./pieces.tsx";

type BlockProps = { readonly block: JsonObject };

const Section = ({ block }: BlockProps): ReactNode => {
  const accessory = block["accessory"];
  return (
    <div className="section">
      <div>
        {isObject(block["text"]) ? (
          <p>
            <TextObject text={block["text"]} />
          </p>
        ) : null}
        {objectsAt(block, "fields").map((field, index) => (
          <p key={index}>
            <TextObject text={field} />
          </p>
        ))}
      </div>
      {isObject(accessory) ? <Element block={block} element={accessory} /> : null}
    </div>
  );
};

const Heading = ({ block }: BlockProps): ReactNode => <h3>{textAt(objectAt(block, "text"), "text")}</h3>;

const Context = ({ block }: BlockProps): ReactNode => (
  <p className="context">
    {objectsAt(block, "elements").map((part, index) => (
      <span key={index}>
        <TextObject text={part} />{" "}
      </span>
    ))}
  </p>
);

const Actions = ({ block }: BlockProps): ReactNode => (
  <div className="row actions">
    {objectsAt(block, "elements").map((element) => (
      <Element key={textAt(element, "action_id")} block={block} element={element} />
    ))}
  </div>
);

const drawn: Readonly<Record<string, (props: BlockProps) => ReactNode>> = {
  section: Section,
  header: Heading,
  context: Context,
  divider: () => <hr />,
  actions: Actions,
  input: InputBlock,
};

/**
 * One of Slack's blocks. Drawn here and not by slack-blocks-to-jsx, which was tried: it gives every message's row of
 * buttons the block's id as its DOM id, so that ids repeat down the page; its menus are not native controls and its
 * buttons hold paragraphs, which screen readers and keyboards pay for; and it weighs half a megabyte. What the bot does
 * not use is named in its place, never left out in silence.
 */
export const Block = ({ block }: BlockProps): ReactNode => {
  const type = textAt(block, "type");
  const Drawn = drawn[type];
  if (Drawn === undefined)
    return <p className="fault">This page does not draw a block of the kind {type}.</p>;
  return <Drawn block={block} />;
};
