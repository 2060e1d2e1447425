import { fileURLToPath } from "node:url";
import type { CaseState } from "../../src/domain/case/case-state.ts";
import type { NewCaseEvent } from "../../src/domain/case/case-event.ts";
import { decidePickUp, decideToldByTelephone, type Decision } from "../../src/domain/case/decide-answer.ts";
import { decideDiscussion } from "../../src/domain/case/decide-record.ts";
import {
  decideReferral,
  type ReferralDecided,
  type ReferralMade,
} from "../../src/domain/case/decide-referral.ts";
import type { ReferralFacts } from "../../src/domain/case/facts.ts";
import type { EarlierLooked } from "../../src/domain/case/earlier.ts";
import { foldCase } from "../../src/domain/case/fold.ts";
import type { Refused } from "../../src/domain/case/refusal.ts";
import type { Following } from "../../src/domain/deadlines/follow-clocks.ts";
import type { Agency } from "../../src/domain/agency.ts";
import type { Instant } from "../../src/domain/instant.ts";
import { faultInWords } from "../../src/files/read-yaml.ts";
import { loadReferenceFiles } from "../../src/files/load-reference.ts";
import type { World } from "../../src/domain/routing/choose-route.ts";
import { at, calendar } from "./calendar/example-team.ts";
import { aStep, type AStep } from "./a-step.ts";

/** The files that ship, loaded as the bot loads them. */
export const shipped = (() => {
  const loaded = loadReferenceFiles(fileURLToPath(new URL("../..", import.meta.url)));
  if (!loaded.ok) throw new Error(loaded.faults.map(faultInWords).join("\n"));
  return loaded.files;
})();

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("it does not ship");
  return value;
};

export const area = found(shipped.areas.get("exampleshire")).value;
export const protocol = found(shipped.protocols.get(area.protocol)).value;
export const world: World = { protocol, area, calendar };

export const plainFacts: ReferralFacts = {
  immediateRisk: "no",
  crime: "possible",
  suspect: [],
  childWithPersonAlleged: "no",
  underPoliceProtection: "no",
  babyNotYetMobile: "no",
  openInvolvement: "neither",
  parentsAware: "not-known",
  basisForSharing: "safeguarding-task",
  allegationAboutProfessional: "no",
  sourceKind: "own-agency",
};

/** A small deterministic source of ids. */
const counter = () => {
  let last = 0;
  return () => `id-${(last += 1)}`;
};

export const followingAt = (now: Instant, changes: Partial<World> = {}, nextId = counter()): Following => ({
  ...world,
  ...changes,
  now,
  nextId,
});

export type Story = {
  readonly from?: Agency;
  readonly facts?: Partial<ReferralFacts>;
  /** '2026-08-28 17:40' in England. */
  readonly entered: string;
  readonly learned?: string;
  readonly excluded?: ReferralMade["excluded"];
  readonly world?: Partial<World>;
  readonly earlier?: EarlierLooked;
};

export const senderOf = { "social-care": "duty-social-worker", police: "referral-desk-officer" } as const;

/** A referral made at an instant, by the shipped protocol and area unless the story changes them. */
export const refer = (story: Story): ReferralDecided => {
  const from = story.from === "police" ? "police" : "social-care";
  const excluded = story.excluded ?? [];
  const identitiesOf = (person: string) => area.people.find((one) => one.person === person)?.identities ?? [];
  return decideReferral(
    {
      ref: "K7M2-9QXD",
      submission: "submission-1",
      sender: { person: senderOf[from], installation: from === "police" ? "police" : "council" },
      from,
      to: from === "police" ? "social-care" : "police",
      facts: { ...plainFacts, ...story.facts },
      ...(story.learned === undefined ? {} : { learnedAt: at(story.learned) }),
      incomplete: false,
      excluded,
      details: { callback: "01632 960999", child: "Fictional Child", concerns: "Fictional concern" },
      ...(story.earlier === undefined ? {} : { earlier: story.earlier }),
    },
    {
      ...followingAt(at(story.entered), story.world),
      areaHash: "area-hash",
      protocolHash: "protocol-hash",
      mayTell: (person) =>
        !identitiesOf(person).some(({ user }) => excluded.some((one) => one.user === user)),
    },
  );
};

export type Case = { readonly events: readonly NewCaseEvent[]; readonly state: CaseState };

/** A case as the store would hand it out: the state is what its events fold to. */
export const openCase = (story: Story): Case => asCase(refer(story).events);

const asCase = (events: readonly NewCaseEvent[]): Case => ({ events, state: found(foldCase(events)) });

const follow = (before: Case, decision: Decision | Refused): Case => {
  if (!decision.ok) throw new Error(decision.because);
  return asCase([...before.events, ...decision.events]);
};

let unique = 0;
const later = (now: string, changes?: Partial<World>) => {
  unique += 1;
  const nextId = counter();
  const prefix = unique;
  return followingAt(at(now), changes, () => `${prefix}-${nextId()}`);
};

export const pickUp = (before: Case, hop: number, by: string, now: string): Case =>
  follow(before, decidePickUp(before.state, { hop, by, at: at(now) }, later(now)));

export const tellByTelephone = (before: Case, hop: number, by: string, now: string): Case =>
  follow(
    before,
    decideToldByTelephone(
      before.state,
      { hop, by, at: at(now), details: { toWhom: "Fictional Officer", logNumber: "123" } },
      later(now),
    ),
  );

export const discuss = (before: Case, happened: string, entered = happened, withAgency: Agency = "police") =>
  follow(
    before,
    decideDiscussion(
      before.state,
      {
        by: "duty-social-worker",
        at: at(happened),
        agency: "social-care",
        withAgency,
        means: "telephone",
        decision: "joint",
        details: { withWhom: "Fictional Officer", decisionInWords: "Fictional decision" },
      },
      later(entered),
    ),
  );

export const takeStep = (before: Case, step: AStep, happened: string, entered = happened): Case =>
  follow(before, aStep(before.state, { ...step, at: at(happened) }, later(entered)));

/** The deadlines of one clock in a case. */
export const deadlines = ({ state }: Pick<Case, "state">, clock: string) =>
  state.deadlines.filter((one) => one.clock === clock);

/** The one deadline of a clock; throws when there is none or more than one. */
export const deadline = (one: Pick<Case, "state">, clock: string) => {
  const all = deadlines(one, clock);
  if (all.length !== 1) throw new Error(`${all.length} deadlines of ${clock}`);
  return found(all[0]);
};
