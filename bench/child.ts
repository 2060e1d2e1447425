import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type Child<Answer> = {
  readonly answer: Answer;
  readonly stop: () => Promise<void>;
};

/** Starts a module of this folder in a process of its own, hands it what it asks for, and waits until it has answered. */
export const startChild = async <Answer>(module: string, given: unknown): Promise<Child<Answer>> => {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });
  const exited = once(child, "exit");
  const answered = once(child, "message");
  child.send({ given });
  const first = await Promise.race([answered, exited]);
  if (child.exitCode !== null) throw new Error(`${module} ended before it answered`);
  return {
    answer: first[0] as Answer,
    stop: async () => {
      child.send({ stop: true });
      await exited;
    },
  };
};

type Running<Answer> = { readonly answer: Answer; readonly stop: () => Promise<unknown> };
type Message<Given> = { readonly given: Given } | { readonly stop: true };

/** In a child: starts what was asked for, answers, and stops it when told to. */
export const runAsChild = <Given, Answer>(start: (given: Given) => Promise<Running<Answer>>): void => {
  let running: Promise<Running<Answer>> | undefined;
  process.on("message", (message: Message<Given>) => {
    if ("given" in message) {
      running = start(message.given);
      running.then(
        ({ answer }) => process.send?.(answer),
        (fault: unknown) => {
          console.error(fault);
          process.exit(1);
        },
      );
      return;
    }
    running
      ?.then(({ stop }) => stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
};
