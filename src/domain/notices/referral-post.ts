import { agencyOfSlot, type Agency } from "../agency.ts";
import { concernAt } from "../case/concerns.ts";
import { samePut, takenBefore } from "../case/legs.ts";
import type { CaseState, Deadline, Hop } from "../case/case-state.ts";
import { liveDeadlines } from "../case/closing.ts";
import type { World } from "../routing/choose-route.ts";
import { isAtOnce, runningRules, type RunningRule } from "../deadlines/clock-rules.ts";
import { fellToSafeDefault, hopToRing } from "./addresses.ts";
import { inSentence } from "./in-sentence.ts";
import type { ReferralPost } from "./notice.ts";

/** Whether an agency can meet a deadline: nobody is shown a duty that only the others can do. */
const canMeet = (agency: Agency, { owner }: Deadline, rule: RunningRule | undefined): boolean => {
  const by = rule?.metBy.by === "owner" ? agencyOfSlot(owner) : rule?.metBy.by;
  return by === undefined || by === agency;
};

/** The earliest open duty that people of an agency can do something about. */
export const dueLine = (
  state: CaseState,
  agency: Agency,
  world: World,
): NonNullable<ReferralPost["due"]> | undefined => {
  const rules = runningRules(world.protocol);
  const ruleOf = ({ clock }: Deadline) => rules.find(({ id }) => id === clock);
  const deadline = liveDeadlines(state).find((one) => canMeet(agency, one, ruleOf(one)));
  if (deadline === undefined) return undefined;
  const rule = ruleOf(deadline);
  return {
    says: rule?.says ?? deadline.clock,
    rule: deadline.rule,
    at: deadline.dueAt,
    ...(rule !== undefined && isAtOnce(rule) ? { atOnce: true as const } : {}),
    ...(deadline.alsoShownAt === undefined ? {} : { alsoShownAt: deadline.alsoShownAt }),
  };
};

const passOn = (next: Hop | undefined, state: CaseState, world: World): ReferralPost["passOnTo"] => {
  const hop = next === undefined ? undefined : hopToRing(next, state, world.area);
  const slot = hop === undefined ? undefined : world.area.slots[hop.slot];
  if (hop === undefined || slot === undefined) return undefined;
  if (slot.kind === "team") return { says: `reach the ${slot.name}`, telephone: slot.telephone };
  return fellToSafeDefault(hop, slot)
    ? {
        says: `reach the ${inSentence(slot.name)}: ${slot.safeDefault.says}`,
        telephone: slot.safeDefault.telephone,
      }
    : { says: `reach the ${inSentence(slot.name)}`, telephone: slot.telephone };
};

/** Which team has taken it on the way here, so that nobody is told that nobody has it. */
export const comingFrom = (
  state: CaseState,
  index: number,
  world: World,
): { readonly comingFrom?: string } => {
  const before = takenBefore(state, index);
  const slot = before === undefined ? undefined : world.area.slots[before.slot];
  return slot === undefined ? {} : { comingFrom: slot.name };
};

/** Which agency tells which: in the referral, or in the new concern because of which a hop was told. */
const direction = (
  hop: Hop | undefined,
  state: CaseState,
): Pick<ReferralPost, "from" | "to" | "newConcern"> => {
  const concern = concernAt(hop, state);
  return concern === undefined
    ? { from: state.from, to: state.routedTo ?? state.to }
    : { from: concern.from, to: concern.to, newConcern: true };
};

/** What the post at one hop of a referral says, as the case stands. */
export const referralPost = (state: CaseState, index: number, world: World): ReferralPost => {
  const hop = state.hops[index];
  const reader = hop === undefined ? state.to : agencyOfSlot(hop.slot);
  const due = dueLine(state, reader, world);
  const next = state.hops.find((one, at) => at > index && samePut(one, hop));
  const passOnTo = next?.had === undefined ? passOn(next, state, world) : undefined;
  return {
    kind: "referral-post",
    ref: state.ref,
    areaName: world.area.name,
    ...direction(hop, state),
    urgency: state.urgency,
    urgencyReason: state.urgencyReason,
    incomplete: state.incomplete,
    restricted: state.restricted,
    hop: index,
    ...(passOnTo === undefined ? {} : { passOnTo }),
    ...(due === undefined ? {} : { due }),
    ...(hop?.had === undefined ? {} : { had: hop.had }),
    ...comingFrom(state, index, world),
    ...(state.closed.length === 0 ? {} : { closed: state.closed.map(({ agency, at }) => ({ agency, at })) }),
  };
};
