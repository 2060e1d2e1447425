import { useState, type ReactNode } from "react";
import type { InspectorEntry } from "../contract.ts";
import { BesideSwitch } from "./beside-switch.tsx";
import { usePage, useSnapshot } from "./use-page.ts";

const Json = ({ title, value }: { readonly title: string; readonly value: unknown }): ReactNode => (
  <>
    <h4>{title}</h4>
    <pre tabIndex={0}>{JSON.stringify(value, undefined, 2)}</pre>
  </>
);

const Exchange = ({ entry }: { readonly entry: InspectorEntry }): ReactNode => {
  const [isOpen, setOpen] = useState(false);
  const took = entry.milliseconds === undefined ? "" : `, ${entry.milliseconds} ms`;
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>{entry.name}</strong>{" "}
          <span className="hint">
            {entry.direction} ({entry.installation}), {entry.status}
            {took}, {entry.when}
          </span>
          {entry.fault === undefined ? null : <span className="fault"> {entry.fault}</span>}
        </summary>
        {isOpen ? (
          <>
            <Json title="Request" value={entry.request} />
            <Json title="Response" value={entry.response} />
          </>
        ) : null}
      </details>
    </li>
  );
};

const Exchanges = ({ calls }: { readonly calls: readonly InspectorEntry[] }): ReactNode => (
  <ol>
    {calls.toReversed().map((entry) => (
      <Exchange key={entry.sequence} entry={entry} />
    ))}
  </ol>
);

const SendTwice = (): ReactNode => {
  const { sendTwice } = usePage();
  const { twice } = useSnapshot();
  return (
    <label className="box">
      <input type="checkbox" checked={twice} onChange={(event) => sendTwice(event.target.checked)} />
      <span>Send every press in a message and every form twice</span>
    </label>
  );
};

export const InspectorSwitch = (): ReactNode => <BesideSwitch which="inspector">Inspector</BesideSwitch>;

/** What Slack and the bot say to each other, the newest first. */
export const Inspector = (): ReactNode => {
  const { calls, beside } = useSnapshot();
  if (beside !== "inspector") return null;
  return (
    <aside className="beside" aria-label="Inspector">
      <h2>Between Slack and the bot</h2>
      <SendTwice />
      {calls.length === 0 ? <p className="hint">Nothing yet.</p> : <Exchanges calls={calls} />}
    </aside>
  );
};
