import type { Stage } from "../support/stage.ts";

export type Asked = { readonly status: number; readonly body: string };

/** Asks the running bot for a page, as a probe would: one that is not answered in time has failed. */
export const ask = async (stage: Pick<Stage, "bot">, path: string): Promise<Asked> => {
  const answer = await fetch(`http://127.0.0.1:${stage.bot.port}${path}`, {
    signal: AbortSignal.timeout(4_000),
    headers: { connection: "close" },
  });
  return { status: answer.status, body: await answer.text() };
};

export const askReady = async (stage: Pick<Stage, "bot">) => {
  const { status, body } = await ask(stage, "/readyz");
  return { status, says: JSON.parse(body) as Record<string, unknown>, body };
};

/** One number of the metrics, by its name and labels as they are written there. */
export const metric = async (stage: Pick<Stage, "bot">, name: string): Promise<number | undefined> => {
  const { body } = await ask(stage, "/metrics");
  const line = body.split("\n").find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
};
