import type { JsonObject } from "./json.ts";
import { machineNow } from "./machine-clock.ts";

/** One call that the bot made. `status` 0: the bot never got the answer. */
export type ApiCall = {
  readonly sequence: number;
  readonly at: number;
  readonly method: string;
  readonly args: JsonObject;
  readonly response: JsonObject;
  readonly status: number;
  readonly faultInjected?: string;
};

export type CallListener = (call: ApiCall) => void;
export type Journal = { readonly calls: ApiCall[]; readonly listeners: Set<CallListener> };

export function createJournal(): Journal {
  return { calls: [], listeners: new Set() };
}

export function record(journal: Journal, call: Omit<ApiCall, "sequence" | "at">): void {
  const entry = { sequence: journal.calls.length + 1, at: machineNow(), ...call };
  journal.calls.push(entry);
  for (const listener of journal.listeners) listener(entry);
}

export function listen(journal: Journal, listener: CallListener): () => void {
  journal.listeners.add(listener);
  return () => journal.listeners.delete(listener);
}
