import type { ReactNode } from "react";
import { textAt } from "../../json.ts";
import type { PageMessage } from "../contract.ts";
import { Block } from "./blocks/block.tsx";
import { Mrkdwn } from "./blocks/pieces.tsx";
import { fieldKey, valueOf } from "./modal/entered-values.ts";
import { SurfaceContext, type Surface } from "./surface.ts";
import { usePage, useSnapshot } from "./use-page.ts";

type MessageProps = { readonly channel: string; readonly message: PageMessage };

const useSurfaceOf = ({ channel, message }: MessageProps): Surface => {
  const { act, enter } = usePage();
  const { state, entered } = useSnapshot();
  const id = `m-${channel}-${message.ts}`;
  return {
    id,
    people: (state?.people ?? []).filter(({ installation }) => installation === state?.as.installation),
    errors: {},
    valueOf: (block, element) => valueOf({}, block, element, entered[id] ?? {}),
    change: (block, element, value) => enter(id, fieldKey(block, element), value),
    press: (pressed) => act({ kind: "press", channel, ts: message.ts, ...pressed }),
  };
};

const Said = ({ message }: { readonly message: PageMessage }): ReactNode =>
  message.blocks.length === 0 ? (
    <p>
      <Mrkdwn text={message.text} />
    </p>
  ) : (
    message.blocks.map((block, index) => <Block key={textAt(block, "block_id") || index} block={block} />)
  );

/** One message: who, when, whether it was changed since, and its blocks. */
export const Message = (props: MessageProps): ReactNode => {
  const { message } = props;
  const surface = useSurfaceOf(props);
  return (
    <article className="message" aria-label={`${message.author}, ${message.when}`}>
      <span className="badge" aria-hidden="true">
        {message.author.slice(0, 1)}
      </span>
      <div className="grow">
        <p className="by">
          <strong>{message.author}</strong>
          {message.fromBot ? <span className="tag">App</span> : null}{" "}
          <span className="hint">{message.when}</span>
          {message.ephemeral ? <span className="hint">Only visible to you</span> : null}
        </p>
        <SurfaceContext value={surface}>
          <Said message={message} />
        </SurfaceContext>
        {message.edited ? <p className="hint">(edited)</p> : null}
      </div>
    </article>
  );
};
