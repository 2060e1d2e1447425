import { request } from "node:http";
import type {
  Act,
  ActAnswer,
  ConversationState,
  InspectorEntry,
  PageState,
  PageVersion,
  Skip,
  SkipAnswer,
} from "../../simulator/page/contract.ts";

export type Refusal = { readonly status: number; readonly error: string };

/** Uses the page's server as the page itself does in a browser. */
export type Browser = {
  readonly state: (as: string) => Promise<PageState>;
  readonly conversation: (as: string, id: string) => Promise<ConversationState>;
  readonly calls: (after?: number) => Promise<readonly InspectorEntry[]>;
  readonly act: (act: Act) => Promise<ActAnswer>;
  readonly skip: (skip: Skip) => Promise<SkipAnswer>;
  readonly reset: () => Promise<unknown>;
  /** What the server says instead of doing something. */
  readonly refusal: (asked: Promise<unknown>) => Promise<Refusal | "done">;
  /** Versions as they are announced, until it is stopped. */
  readonly follow: () => Promise<{ readonly versions: readonly number[]; readonly stop: () => void }>;
};

class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(`${refusal.status}: ${refusal.error}`);
    this.refusal = refusal;
  }
}

const read = async <T>(response: Response): Promise<T> => {
  const body = (await response.json()) as T & { readonly error: string };
  if (!response.ok) throw new Refused({ status: response.status, error: body.error });
  return body;
};

const followAt = async (url: string) => {
  const stopping = new AbortController();
  const versions: number[] = [];
  const { body } = await fetch(`${url}api/changes`, { signal: stopping.signal });
  const gather = async () => {
    if (body === null) throw new Error("the stream of changes has no body");
    for await (const chunk of body.pipeThrough(new TextDecoderStream()))
      for (const [, data] of chunk.matchAll(/^event: changed\ndata: (.+)$/gm))
        versions.push((JSON.parse(data ?? "") as PageVersion).version);
  };
  gather().catch(() => undefined);
  return { versions, stop: () => stopping.abort() };
};

export const openBrowser = (url: string): Browser => {
  const origin = new URL(url).origin;
  const get = async <T>(path: string, query: Readonly<Record<string, string>>): Promise<T> =>
    read<T>(await fetch(`${url}${path}?${new URLSearchParams(query).toString()}`));
  const post = async <T>(path: string, body: unknown): Promise<T> =>
    read<T>(
      await fetch(`${url}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify(body),
      }),
    );
  return {
    state: (as) => get("api/state", { as }),
    conversation: (as, id) => get("api/conversation", { as, id }),
    calls: (after = 0) => get("api/calls", { after: String(after) }),
    act: (act) => post("api/act", act),
    skip: (skip) => post("api/clock", skip),
    reset: () => post("api/reset", {}),
    refusal: (asked) =>
      asked.then(
        () => "done" as const,
        (error: unknown) => {
          if (error instanceof Refused) return error.refusal;
          throw error;
        },
      ),
    follow: () => followAt(url),
  };
};

/** The status with which a request is answered that no page of ours would send. */
export const statusOf = (
  url: string,
  asked: { readonly method: string; readonly headers: Readonly<Record<string, string>> },
): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(url, asked, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on("error", reject);
    sent.end(asked.method === "POST" ? '{"minutes":15}' : undefined);
  });
