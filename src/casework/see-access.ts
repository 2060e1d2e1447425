import { slotName } from "../domain/area/slot-name.ts";
import { compartmentsOf } from "../domain/authority/need-to-know.ts";
import type { Area } from "../domain/area/area-schema.ts";
import { addressName } from "../domain/area/address-name.ts";
import { accessInWords, type Naming } from "../domain/case/access-in-words.ts";
import { accessTrail, trailFor, type AccessEntry } from "../domain/case/access-trail.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { caseForForm } from "./case-for-form.ts";
import type { Context } from "./context.ts";

type AccessList = {
  readonly ref: TandemRef;
  /** The newest first. */
  readonly lines: readonly { readonly at: Instant; readonly says: string }[];
  /** How many older ones are not among them. */
  readonly older: number;
};

type AccessShown =
  | { readonly ok: true; readonly list: AccessList }
  | { readonly ok: false; readonly says: string };

const shownAtMost = 30;

const peopleIn = (entries: readonly AccessEntry[]): readonly string[] => [
  ...new Set(
    entries.flatMap((one) => [
      one.by,
      ...(one.what === "message-sent" && "person" in one.to ? [one.to.person] : []),
    ]),
  ),
];

/** What the people and places of some entries are called. */
export const namesIn = async (
  { people }: Pick<Context, "people">,
  area: Area,
  entries: readonly AccessEntry[],
): Promise<Naming> => {
  const found = await Promise.all(peopleIn(entries).map((person) => people.byId(person)));
  const names = new Map(found.flatMap((one) => (one === undefined ? [] : [[one.person, one.name]])));
  const person = (id: string): string =>
    names.get(id) ?? (id === "unregistered" ? "Somebody who is not registered" : "A registered worker");
  return {
    person,
    slot: (slot) => slotName(area, slot),
    address: (to) => addressName(area, to, person),
  };
};

/**
 * Who has looked at a case, who was refused, and to whom it was disclosed, for whoever may know that. That they were shown
 * it is written down in the same transaction, or nothing is shown; an addendum is mentioned to its readers alone.
 */
export const seeAccess = async (context: Context, viewer: Viewer, ref: TandemRef): Promise<AccessShown> => {
  const found = await caseForForm(context, viewer, "see-access", ref);
  if (!found.ok) return found;
  const { state, world } = found;
  const accesses = await context.access.see(viewer, { ref, at: world.now });
  const events = (await context.cases.read(viewer, ref))?.events ?? [];
  const trail = accessTrail(accesses, events);
  const all = trailFor(trail, compartmentsOf(state, viewer.person));
  const latest = all.slice(-shownAtMost).toReversed();
  const names = await namesIn(context, world.area, latest);
  const lines = latest.map((entry) => ({ at: entry.at, says: accessInWords(entry, names) }));
  return { ok: true, list: { ref, lines, older: all.length - latest.length } };
};
