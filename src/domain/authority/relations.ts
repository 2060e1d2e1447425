import { agencyOfSlot, type Agency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Relation } from "./authority-table.ts";
import type { Asked } from "./may-act.ts";

type AskedInCase = Asked & { readonly state: CaseState };

export const slotAnswered = ({ state, hop }: Asked): string | undefined =>
  hop === undefined ? undefined : state?.hops[hop]?.slot;

/** An agency receives a referral when the route goes to it, in whole or by one of its hops (S1-12 tells both). */
const receives = (agency: Agency, state: CaseState): boolean =>
  agency === (state.routedTo ?? state.to) || state.hops.some(({ slot }) => agencyOfSlot(slot) === agency);

const isSending = ({ actor, state }: AskedInCase): boolean => actor.agency === state.from;

const isReceiving = (asked: AskedInCase): boolean => {
  const slot = slotAnswered(asked);
  return slot === undefined
    ? receives(asked.actor.agency, asked.state)
    : agencyOfSlot(slot) === asked.actor.agency;
};

/** Whether this very person picked it up and has it. */
const isHolder = ({ state, actor, hop }: AskedInCase): boolean =>
  state.hops.some(
    ({ had }, index) =>
      (hop === undefined || hop === index) && had?.how === "picked-up" && had.by === actor.person,
  );

const isNamedAs =
  (...roles: readonly CaseState["named"][number]["as"][]) =>
  ({ state, actor }: AskedInCase): boolean =>
    state.named.some(({ person, as }) => person === actor.person && roles.includes(as));

const inCase: Readonly<Record<Exclude<Relation, "member">, (asked: AskedInCase) => boolean>> = {
  sending: isSending,
  receiving: isReceiving,
  either: (asked) => isSending(asked) || isReceiving(asked),
  sender: ({ actor, state }) => state.sender === actor.person,
  holder: isHolder,
  allocated: isNamedAs("social-worker", "officer-in-the-case"),
  chair: isNamedAs("chair"),
  invited: isNamedAs("invited"),
};

/** Whether a person, or their agency, is to a case what a row of the authority table asks for. */
export const relationHolds = (relation: Relation | undefined, asked: Asked): boolean => {
  const { state, actor, team } = asked;
  if (relation === "member") return team !== undefined && actor.teams.includes(team);
  return relation === undefined || state === undefined || inCase[relation]({ ...asked, state });
};
