import type { Agency } from "../agency.ts";
import type { AreaPerson } from "../area/area-schema.ts";
import { mayKnowOf } from "../authority/need-to-know.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { toldOfNote } from "../notices/told-of-note.ts";
import type { NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { conclude, type Decision } from "./decide-answer.ts";
import type { Compartment } from "./event-parts.ts";
import { refuse, type Refused } from "./refusal.ts";

export type NoteFor = "both agencies" | "own agency" | "named people";

export type Noting = {
  readonly note: string;
  readonly by: { readonly person: string; readonly agency: Agency };
  readonly for: NoteFor;
  /** The few who may read it, besides whoever wrote it. */
  readonly readers: readonly string[];
  readonly text: string;
};

const compartmentFor = ({ for: who, note, by: { agency } }: Noting): Compartment | undefined => {
  if (who === "both agencies") return "shared";
  if (who === "named people") return `addendum/${note}`;
  return agency === "police" || agency === "social-care" ? agency : undefined;
};

type Readers = { readonly ok: true; readonly readers: readonly AreaPerson[] } | Refused;

/** An addendum is for people who may know of the case, and for at least one besides whoever wrote it. */
const readersFor = (state: CaseState, noting: Noting, { area }: Following): Readers => {
  if (noting.for !== "named people") return { ok: true, readers: [] };
  const wanted = new Set(noting.readers.filter((person) => person !== noting.by.person));
  const readers = area.people.filter((one) => wanted.has(one.person) && mayKnowOf(state, one));
  if (wanted.size === 0) return refuse("no-readers", "Choose who may read it.");
  return readers.length === wanted.size
    ? { ok: true, readers }
    : refuse("reader-not-named", "Somebody chosen may not know of this case. Name them in it first.");
};

/**
 * A note in a case: for both agencies, for one's own, or an addendum for a few people by name, sealed under a key of its
 * own. That an addendum is there only its readers are told.
 */
export const decideNote = (state: CaseState, noting: Noting, by: Following): Decision | Refused => {
  if (noting.text.trim() === "") return refuse("no-text", "Write the note.");
  const compartment = compartmentFor(noting);
  if (compartment === undefined)
    return refuse(
      "no-compartment",
      "Your agency keeps no notes of its own here. Share it with both agencies.",
    );
  const chosen = readersFor(state, noting, by);
  if (!chosen.ok) return chosen;
  const readers = chosen.readers.map(({ person }) => person);
  const { person, agency } = noting.by;
  const event: NewCaseEvent = {
    type: "NoteAdded",
    version: 1,
    header: { by: person, at: by.now, enteredAt: by.now, agency, note: noting.note, readers },
    sealed: { compartment, body: { text: noting.text } },
  };
  return conclude(state, [event], (after) => toldOfNote(chosen.readers, person, after, by), by);
};
