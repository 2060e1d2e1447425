import { request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

const PATIENCE_MS = 3000;

export type Headers = Readonly<Record<string, string>>;
export type Outgoing = { readonly url: string; readonly body: string; readonly headers: Headers };

/** What came back; status 0 with the reason when the connection failed. */
export type Reply = { readonly status: number; readonly body: string };

/** The bot's answer to one request of Slack's. */
export type Answer = Reply & {
  readonly ms: number;
  /** No answer within 3 seconds: Slack shows `operation_timeout` and does not read on. */
  readonly timedOut: boolean;
  readonly sentBody: string;
  /** The request's headers as sent. */
  readonly headers: Headers;
  /** The reply, however late. */
  readonly eventually: Promise<Reply>;
};

/** Posts to the bot and waits as long as Slack does; the connection stays open after that. */
export async function sendRequest(outgoing: Outgoing): Promise<Answer> {
  const startedAt = performance.now();
  const eventually = exchange(outgoing);
  const reply = await withinPatience(eventually);
  return {
    ...(reply ?? { status: 0, body: "" }),
    ms: performance.now() - startedAt,
    timedOut: reply === undefined,
    sentBody: outgoing.body,
    headers: outgoing.headers,
    eventually,
  };
}

async function withinPatience(eventually: Promise<Reply>): Promise<Reply | undefined> {
  const stop = new AbortController();
  const patience = delay(PATIENCE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
  const first = await Promise.race([eventually, patience]);
  stop.abort();
  return first;
}

function exchange({ url, body, headers }: Outgoing): Promise<Reply> {
  return new Promise((resolve) => {
    const fail = (error: Error): void => resolve({ status: 0, body: error.message });
    const sent = request(url, { method: "POST", headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8") });
      });
    });
    sent.on("error", fail);
    sent.end(body);
  });
}
