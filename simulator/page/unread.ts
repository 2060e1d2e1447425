import { textAt } from "../json.ts";
import type { ApiCall } from "../journal.ts";

/** How many messages each person has not looked at, counted as they are posted. An edit is no new message. */
export type Unread = {
  readonly arrived: (installation: string, call: ApiCall) => void;
  readonly count: (person: string, place: string) => number;
  /** Answers whether there was anything unread. */
  readonly read: (person: string, place: string) => boolean;
};

const posting = new Set(["chat.postMessage", "response_url"]);

/** A conversation of one workspace among those of all. */
export function placeOf(installation: string, channel: string): string {
  return `${installation}/${channel}`;
}

export function createUnread(): Unread {
  const posted = new Map<string, number>();
  const read = new Map<string, number>();
  const count = (person: string, place: string): number =>
    (posted.get(place) ?? 0) - (read.get(`${person} ${place}`) ?? 0);
  return {
    arrived: (installation, { method, response }) => {
      const channel = textAt(response, "channel");
      if (!posting.has(method) || response["ok"] !== true || channel === "") return;
      const place = placeOf(installation, channel);
      posted.set(place, (posted.get(place) ?? 0) + 1);
    },
    count,
    read: (person, place) => {
      const hadUnread = count(person, place) > 0;
      read.set(`${person} ${place}`, posted.get(place) ?? 0);
      return hadUnread;
    },
  };
}
