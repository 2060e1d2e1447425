import type { AreaPerson } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { NoticeModel } from "./notice.ts";
import { addressOf } from "./readers.ts";

/** Whoever may read a note for a few people is told that it is there: in person, and never by way of a team. */
export const toldOfNote = (
  readers: readonly AreaPerson[],
  author: string,
  { ref }: Pick<CaseState, "ref">,
  by: Following,
): readonly NoticeAsked[] =>
  readers.flatMap(addressOf).map((to) => ({
    to,
    lane: "normal",
    model: { kind: "note-for-you", ref, areaName: by.area.name, by: author },
    because: ["whoever may read an addendum is told that it is there"],
  }));

/** Whoever comes to be named as what may read addenda hears of those that are there. */
export const toldOfNotesSince = (
  { agency, as, known }: Pick<CaseState["named"][number], "agency" | "as"> & { readonly known: AreaPerson },
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] =>
  state.addenda
    .filter(
      ({ readers, readersAs }) =>
        !readers.includes(known.person) && readersAs.some((one) => one.agency === agency && one.as === as),
    )
    .flatMap(({ by: author }) => toldOfNote([known], author, state, by));

/** A kind of message as somebody may hear of it who must not learn what it said: that a note is there is its readers' to know. */
export const kindSaid = (kind: NoticeModel["kind"]): string => (kind === "note-for-you" ? "message" : kind);
