import type { Following } from "../deadlines/follow-clocks.ts";
import type { NoticeModel } from "../notices/notice.ts";
import { onShift, whomToRemind } from "../timers/whom-to-remind.ts";
import type { CaseState } from "./case-state.ts";
import { ownDuties, parties } from "./closing.ts";
import type { NoticeAsked } from "./issue-notice.ts";

/** A case that was closed is open again: whoever has it in either agency hears so, or the team on duty in their place. */
export const toldOfReopening = (
  before: CaseState,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  const { reopened } = state;
  if (reopened === undefined || reopened === before.reopened) return [];
  const { why, by: person } = reopened;
  return parties.flatMap((agency) => {
    const whom = whomToRemind({ slot: `${agency}.worker`, state, dueAt: by.now }, by, by.now);
    const model: NoticeModel = {
      kind: "reopened",
      ref: state.ref,
      areaName: by.area.name,
      by: person,
      what: why,
      open: ownDuties(agency, state).length,
      ...(whom.because === onShift ? {} : { why: whom.because }),
    };
    return whom.to
      .filter((to) => !("person" in to) || to.person !== person)
      .map((to) => ({ to, lane: "urgent", model, because: ["a case that was closed is open again"] }));
  });
};
