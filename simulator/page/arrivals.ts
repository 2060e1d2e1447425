import { textAt } from "../json.ts";
import type { ApiCall } from "../journal.ts";

/**
 * When each message arrived, in milliseconds of machine time. The emulator's `ts` holds whole seconds only, and within
 * one of them duty time can be moved by hours.
 */
export type Arrivals = {
  readonly note: (installation: string, call: ApiCall) => void;
  readonly at: (installation: string, ts: string) => number;
};

export function createArrivals(): Arrivals {
  const known = new Map<string, number>();
  return {
    note: (installation, { method, response, at }) => {
      if (method === "chat.postMessage") known.set(`${installation} ${textAt(response, "ts")}`, at);
    },
    at: (installation, ts) => known.get(`${installation} ${ts}`) ?? Number(ts) * 1000,
  };
}
