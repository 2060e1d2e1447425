import { createHash, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import { buildWorkingCalendar } from "../../src/domain/calendar/working-calendar.ts";
import { decideReferral, type ReferralDecided } from "../../src/domain/case/decide-referral.ts";
import type { ReferralFacts } from "../../src/domain/case/facts.ts";
import type { Following } from "../../src/domain/deadlines/follow-clocks.ts";
import { parseInstant, type Instant } from "../../src/domain/instant.ts";
import { tandemRefFrom, type TandemRef } from "../../src/domain/tandem-ref.ts";
import { loadReferenceFiles } from "../../src/files/load-reference.ts";
import type { Commit, Ids, NewCase, Person, Viewer } from "../../src/ports.ts";

const loaded = loadReferenceFiles(fileURLToPath(new URL("../..", import.meta.url)));
if (!loaded.ok) throw new Error(`the reference files have faults: ${JSON.stringify(loaded.faults)}`);
const areaFile = loaded.files.areas.get("exampleshire");
const protocolFile = areaFile && loaded.files.protocols.get(areaFile.value.protocol);
if (areaFile === undefined || protocolFile === undefined) throw new Error("the example area is not there");

export const sampleArea = areaFile;
export const sampleProtocol = protocolFile;
const calendar = buildWorkingCalendar({ firstYear: 2025, lastYear: 2028, closures: [] });

/** Tuesday, in office hours. */
export const tuesday = parseInstant("2026-09-01T10:00:00+01:00");

/** Ids like the real ones, random. */
export const randomIds: Ids = {
  next: () => randomBytes(16).toString("hex"),
  newRef: () => tandemRefFrom(randomBytes(7)),
};

/** The same ids in the same order for the same seed. */
export const seededIds = (seed: string): Ids => {
  let count = 0;
  const bytes = () =>
    createHash("sha256")
      .update(`${seed} ${(count += 1)}`)
      .digest();
  return { next: () => bytes().toString("hex").slice(0, 32), newRef: () => tandemRefFrom(bytes()) };
};

const standard: ReferralFacts = {
  immediateRisk: "no",
  crime: "possible",
  suspect: [],
  childWithPersonAlleged: "no",
  underPoliceProtection: "no",
  babyNotYetMobile: "no",
  openInvolvement: "neither",
  parentsAware: "yes",
  basisForSharing: "safeguarding-task",
  allegationAboutProfessional: "no",
  sourceKind: "own-agency",
};

/** The world that a decision about a sample case is made in. */
export const followingAt = (now: Instant, ids: Ids = randomIds): Following => ({
  protocol: sampleProtocol.value,
  area: sampleArea.value,
  calendar,
  now,
  nextId: ids.next,
});

export type SampleCase = {
  readonly created: NewCase;
  readonly commit: Commit;
  readonly decided: ReferralDecided;
};

type Wanted = {
  readonly ids?: Ids;
  readonly now?: Instant;
  readonly submission?: string;
  readonly request?: string;
  readonly child?: string;
  readonly facts?: Partial<ReferralFacts>;
};

/** A referral from the council to the police as casework would commit it, decided by the real rules. */
export const sampleCase = (wanted: Wanted = {}): SampleCase => {
  const { ids = randomIds, now = tuesday, submission = ids.next(), request = ids.next() } = wanted;
  const ref: TandemRef = ids.newRef();
  const decided = decideReferral(
    {
      ref,
      submission,
      sender: { person: "duty-social-worker", installation: "council" },
      from: "social-care",
      to: "police",
      facts: { ...standard, ...wanted.facts },
      incomplete: false,
      excluded: [],
      details: {
        callback: "01632 960111",
        child: wanted.child ?? "A Sample Child",
        concerns: "told at school",
      },
    },
    { ...followingAt(now, ids), areaHash: "area-hash", protocolHash: "protocol-hash", mayTell: () => true },
  );
  const created = { ref, area: sampleArea.value.area, submission };
  return { created, decided, commit: { events: decided.events, notices: decided.notices, request } };
};

/** Somebody of the sample area who asks, with the first identity that they have. */
export const viewerOf = (name: string): Viewer => {
  const found = sampleArea.value.people.find(({ person }) => person === name);
  const identity = found?.identities[0];
  if (found === undefined || identity === undefined) throw new Error(`there is no ${name}`);
  const { roles, teams, ...details } = found;
  const person: Person = {
    ...details,
    postings: [{ area: sampleArea.value.area, roles, teams }],
    left: false,
  };
  return { person, identity, surface: "test" };
};
