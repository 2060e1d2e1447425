import type { z } from "zod";
import type { SlotName } from "../agency.ts";
import type { Instant } from "../instant.ts";
import type { Mailbox } from "../notices/mail-models.ts";
import type { Address } from "../notices/notice.ts";
import type { otherEventSchemas } from "../other-event-schemas.ts";
import type { CaseEvent, HeaderOf } from "./case-event.ts";
import { isAddendum } from "./addendum.ts";
import { foldCase } from "./fold.ts";

type Looking = "CaseOpenedForReading" | "CaseCardShown" | "AccessSeen" | "ActionRefused";

/** An event of the stream that says who looked at a case, or was refused. */
export type AccessEvent = {
  readonly [T in Looking]: {
    readonly type: T;
    readonly header: z.infer<(typeof otherEventSchemas)[T][1]["header"]>;
  };
}[Looking];

type What =
  | {
      readonly what: "opened";
      readonly surface: string;
      readonly compartments: readonly string[];
      readonly mailedTo?: Mailbox;
    }
  | { readonly what: "card-shown" | "access-seen"; readonly surface: string }
  | {
      readonly what: "refused";
      readonly surface: string;
      readonly verb: string;
      readonly because: readonly string[];
    }
  | { readonly what: "access-taken"; readonly until: Instant }
  | {
      readonly what: "message-sent";
      readonly kind: string;
      readonly to: Address;
      readonly edited: boolean;
      /** The note for named people that it speaks of. */
      readonly addendum?: string;
    }
  | { readonly what: "told-by-telephone"; readonly slot: SlotName };

/** One view, refusal or disclosure of a case: by whom, or by Tandem itself, and when it happened. */
export type AccessEntry = What & { readonly at: Instant; readonly by: string };

const whatOf = ({ type, header }: AccessEvent): What => {
  const { surface } = header;
  switch (type) {
    case "CaseOpenedForReading":
      return {
        what: "opened",
        surface,
        compartments: header.compartments,
        ...(header.mail === undefined ? {} : { mailedTo: header.mail.to }),
      };
    case "CaseCardShown":
      return { what: "card-shown", surface };
    case "AccessSeen":
      return { what: "access-seen", surface };
    case "ActionRefused":
      return { what: "refused", surface, verb: header.verb, because: header.because };
  }
};

type Issued = HeaderOf<"NoticeIssued"> & { readonly addendum?: string };

/**
 * A note for named people and the messages that tell them of it stand one after the other: they were one commit. Of a
 * message of one that was there already, to whoever may read it since, it is not said which it was.
 */
const issuedIn = (events: readonly CaseEvent[]): ReadonlyMap<string, Issued> => {
  const issued = new Map<string, Issued>();
  let addendum: string | undefined;
  for (const { type, header } of events) {
    if (type === "NoteAdded" && isAddendum(header)) addendum = header.note;
    if (type === "PersonNamed" || type === "PeopleInvited") addendum = undefined;
    if (type === "NoticeIssued")
      issued.set(header.notice, {
        ...header,
        ...(header.kind === "note-for-you" && addendum !== undefined ? { addendum } : {}),
      });
  }
  return issued;
};

const messageSent = (
  issued: Issued | undefined,
  { by, at }: HeaderOf<"NoticeSent">,
): readonly AccessEntry[] => {
  if (issued === undefined) return [];
  const { kind, to, edits, addendum } = issued;
  const about = addendum === undefined ? {} : { addendum };
  return [{ what: "message-sent", at, by, kind, to, edited: edits !== undefined, ...about }];
};

const disclosuresIn = (events: readonly CaseEvent[]): readonly AccessEntry[] => {
  const issued = issuedIn(events);
  const hops = foldCase(events)?.hops ?? [];
  return events.flatMap(({ type, header }): readonly AccessEntry[] => {
    const { at, by } = header;
    if (type === "NoticeSent") return messageSent(issued.get(header.notice), header);
    if (type === "AccessTaken") return [{ what: "access-taken", at, by, until: header.until }];
    const slot = type === "ToldByTelephone" ? hops[header.hop]?.slot : undefined;
    return slot === undefined ? [] : [{ what: "told-by-telephone", at, by, slot }];
  });
};

/**
 * Everything by which somebody came to know of a case, the oldest first: who looked at it and who was refused, and every
 * message and telephone call that told of it. It holds no word of what was written or said.
 */
export const accessTrail = (
  accesses: readonly AccessEvent[],
  events: readonly CaseEvent[],
): readonly AccessEntry[] =>
  [
    ...accesses.map((one) => ({ ...whatOf(one), at: one.header.at, by: one.header.by })),
    ...disclosuresIn(events),
  ].toSorted((one, other) => one.at.localeCompare(other.at));

const speaksOfAddendum = (entry: AccessEntry): entry is Extract<AccessEntry, { what: "message-sent" }> =>
  entry.what === "message-sent" && entry.kind === "note-for-you";

/** That somebody tried to raise an addendum, and was refused, only their own agency may know. */
const isTriedAddendum = (entry: AccessEntry, opens: readonly string[]): boolean =>
  entry.what === "refused" && entry.verb === "raise-addendum" && !opens.includes("police");

/**
 * The trail as somebody may see it whose keys open some compartments: of any other, and of the messages that speak of one,
 * they do not learn that it is there.
 */
export const trailFor = (trail: readonly AccessEntry[], opens: readonly string[]): readonly AccessEntry[] =>
  trail.flatMap((entry): readonly AccessEntry[] => {
    if (entry.what === "opened")
      return [{ ...entry, compartments: entry.compartments.filter((one) => opens.includes(one)) }];
    const isHidden = speaksOfAddendum(entry) && !opens.includes(`addendum/${entry.addendum ?? ""}`);
    return isHidden || isTriedAddendum(entry, opens) ? [] : [entry];
  });
