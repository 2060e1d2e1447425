import { compartmentsOf } from "../domain/authority/need-to-know.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { OpenedBody, Person, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { noSuchCase, nothingFor } from "./nothing-for.ts";
import { seeCase } from "./seen-case.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";

export type ReferralRead =
  | {
      readonly ok: true;
      readonly state: CaseState;
      readonly bodies: readonly OpenedBody[];
      readonly sender: Person | undefined;
      /** Whoever wrote something in it, or may read a note in it, as far as they are registered. */
      readonly people: ReadonlyMap<string, Person>;
      readonly reader: Person;
      readonly world: Following;
    }
  | { readonly ok: false; readonly says: string };

const peopleOf = ({ type, header }: OpenedBody): readonly string[] => {
  if (type === "NoteAdded") return [header.by, ...header.readers];
  return type === "PersonReleased" ? [header.by, header.person] : [header.by];
};

const peopleIn = async (
  { people }: Pick<Context, "people">,
  bodies: readonly OpenedBody[],
): Promise<ReadonlyMap<string, Person>> => {
  const ids = [...new Set(bodies.flatMap(peopleOf))];
  const found = await Promise.all(ids.map((id) => people.byId(id)));
  return new Map(found.flatMap((one) => (one === undefined ? [] : [[one.person, one]])));
};

/** Opens a referral for somebody who may see it. The opening is written down in the same transaction, or nothing is shown. */
export const readReferral = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
): Promise<ReferralRead> => {
  const found = await seeCase(context, viewer, ref);
  if (found?.may.ok !== true) {
    const because = found?.may.because ?? noSuchCase;
    return nothingFor(context, viewer, { ref, verb: "read-referral", because });
  }
  const at = context.clock.dutyNow();
  const compartments = compartmentsOf(found.state, viewer.person);
  const bodies = await context.cases.openBodies(viewer, { ref, at, compartments });
  const { state, world } = found;
  const sender = await context.people.byId(state.sender);
  const people = await peopleIn(context, bodies);
  return { ok: true, state, bodies, sender, people, reader: viewer.person, world };
};
