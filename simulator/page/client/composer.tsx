import { useRef, useState, type ReactNode } from "react";
import type { PageState } from "../contract.ts";
import { readCommand } from "./read-command.ts";
import { usePage } from "./use-page.ts";
import { withoutReload } from "./without-reload.ts";

type Commands = PageState["commands"];

type CommandListProps = { readonly commands: Commands; readonly choose: (command: string) => void };

const CommandList = ({ commands, choose }: CommandListProps): ReactNode => (
  <ul className="commands" aria-label="Commands of this app">
    {commands.map(({ command, hint }) => (
      <li key={command}>
        <button type="button" onClick={() => choose(command)}>
          {command}
        </button>{" "}
        <span className="hint">{hint}</span>
      </li>
    ))}
  </ul>
);

type ComposerProps = { readonly channel: string; readonly name: string; readonly commands: Commands };

const onlyCommands =
  "This simulated Slack carries commands only. Begin with / and the name of one of those listed.";

/** What is typed, what is wrong with it, and sending it off. */
const useTyped = ({ channel, commands }: ComposerProps) => {
  const { act } = usePage();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState("");
  const send = (): void => {
    const read = readCommand(typed, commands);
    setFault(read === undefined ? onlyCommands : "");
    if (read === undefined) return;
    setTyped("");
    act({ kind: "slash", channel, ...read });
  };
  return { typed, setTyped, fault, send };
};

/** Where a slash command is typed: the way everything begins. */
export const Composer = (props: ComposerProps): ReactNode => {
  const { typed, setTyped, fault, send } = useTyped(props);
  const field = useRef<HTMLInputElement>(null);
  const choose = (command: string): void => {
    setTyped(command);
    field.current?.focus();
  };
  return (
    <form className="composer" onSubmit={withoutReload(send)}>
      <CommandList commands={props.commands} choose={choose} />
      <div className="row">
        <input
          ref={field}
          autoComplete="off"
          aria-label={`Command to send in ${props.name}`}
          aria-describedby="composer-fault"
          placeholder="Type a command, for example /referral"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <button type="submit" className="primary">
          Send
        </button>
      </div>
      <p id="composer-fault" role="status" className="fault">
        {fault}
      </p>
    </form>
  );
};
