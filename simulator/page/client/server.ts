import { isObject, textAt } from "../../json.ts";
import type {
  Act,
  ActAnswer,
  ConversationState,
  InspectorEntry,
  PageState,
  Skip,
  SkipAnswer,
} from "../contract.ts";

/** The one cast between the wire and the page: its server is built from the same contract. */
const read = async <T>(response: Response): Promise<T> => {
  const body: unknown = await response.json();
  if (response.ok) return body as T;
  throw new Error(
    isObject(body) && textAt(body, "error") !== "" ? textAt(body, "error") : response.statusText,
  );
};

const get = async <T>(path: string, query: Readonly<Record<string, string>>): Promise<T> =>
  read<T>(await fetch(`${path}?${new URLSearchParams(query).toString()}`));

const post = async <T>(path: string, body: unknown): Promise<T> =>
  read<T>(
    await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );

export const server = {
  state: (as: string | undefined) => get<PageState>("/api/state", as === undefined ? {} : { as }),
  conversation: (as: string, id: string) => get<ConversationState>("/api/conversation", { as, id }),
  calls: (after: number) => get<readonly InspectorEntry[]>("/api/calls", { after: String(after) }),
  act: (act: Act) => post<ActAnswer>("/api/act", act),
  skip: (skip: Skip) => post<SkipAnswer>("/api/clock", skip),
  reset: () => post<unknown>("/api/reset", {}),
};

export type Server = typeof server;
