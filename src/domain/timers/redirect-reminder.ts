import { agencyOfSlot, agencySchema, type Agency } from "../agency.ts";
import type { Area } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address, Notice } from "../notices/notice.ts";
import { sameAddress } from "./ladder.ts";
import { managersOnShift } from "./last-resort.ts";
import { teamOnDuty } from "./on-duty.ts";

/** Why a stand-in is told. What says so is not sent on once more: two dead ends would send it to each other for ever. */
const unreachable = "whoever it was for cannot be reached in Slack";

/** Whoever has left is not among the area's people any more; the workspace that they were written to is their agency's. */
const agencyThatUses = (installation: string, { agencies }: Area): Agency | undefined =>
  agencySchema.options.find((agency) => agencies[agency]?.installation === installation);

const agencyOf = (to: Address, { area }: Following): Agency | undefined => {
  if ("person" in to)
    return (
      area.people.find(({ person }) => person === to.person)?.agency ?? agencyThatUses(to.installation, area)
    );
  const [team] =
    Object.entries(area.slots).find(([, slot]) => slot?.kind === "team" && sameAddress(slot, to)) ?? [];
  return team === undefined ? undefined : agencyOfSlot(team);
};

/** Who of an agency acts in place of somebody who cannot: the team on duty, and the managers on shift. */
export const standIns = (agency: Agency, state: CaseState, by: Following): readonly Address[] => {
  const desk = state.restricted ? undefined : teamOnDuty(agency, by, by.now);
  return [...(desk === undefined ? [] : [desk]), ...managersOnShift(agency, state, by)];
};

/**
 * A reminder that its reader can never get goes to the team on duty and to the managers on shift of their agency, now,
 * saying why: the duty still falls due. Of a case for named people alone no team is told.
 */
export const redirectReminder = (
  { to, model, lane }: Notice,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  if (model.kind !== "reminder" || model.why === unreachable) return [];
  const agency = agencyOf(to, by);
  if (agency === undefined) return [];
  return standIns(agency, state, by)
    .filter((one) => !sameAddress(one, to))
    .map((one) => ({
      to: one,
      lane,
      model: { ...model, overdue: model.atOnce !== true && by.now > model.dueAt, why: unreachable },
      because: [`a reminder of ${model.rule} could not be delivered to whoever it was for`],
      ...(lane === "normal" ? { grouped: true as const } : {}),
    }));
};
