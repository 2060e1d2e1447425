import { fileURLToPath } from "node:url";
import type { Agency } from "../../../src/domain/agency.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { ReferralFacts } from "../../../src/domain/case/facts.ts";
import type { Condition } from "../../../src/domain/protocol/vocabulary.ts";
import { catalogue } from "../../../src/domain/steps/catalogue.ts";
import type { RecordableStep } from "../../../src/domain/steps/recordable-step.ts";
import { learnedFactsSchema, type LearnedFacts } from "../../../src/domain/steps/learned-facts.ts";
import type { Judged } from "../../../src/domain/steps/judge.ts";
import type { World } from "../../../src/domain/routing/choose-route.ts";
import { readProtocolFiles } from "../../../src/files/load-protocol.ts";
import { referIn, worldOf, type Opened } from "../protocol/of-area.ts";

const shippedAreas = ["samplebury", "testford", "exampleshire", "mockley", "fictown"] as const;

/** An area that has adopted all of the local practices, which hold nowhere unless an area adopts them. */
const adopted = (): World => {
  const world = worldOf("exampleshire");
  const file = readProtocolFiles(fileURLToPath(new URL("../../..", import.meta.url))).get(
    "local-practice.yaml",
  );
  if (file === undefined) throw new Error("the local practices do not ship");
  const { protocol } = world;
  const both = Object.fromEntries(
    (["clocks", "tasks", "gates", "requires", "notices"] as const).map((list) => [
      list,
      [...protocol[list], ...file[list]],
    ]),
  );
  return { ...world, protocol: { ...protocol, ...both } };
};

/** Every shipped area, and one with all the local practices. */
export const worlds: readonly { readonly area: string; readonly world: World }[] = [
  ...shippedAreas.map((area) => ({ area, world: worldOf(area) })),
  { area: "an area that adopted the local practices", world: adopted() },
];
export const entered = "2026-09-01 10:00";

const ofReferral = ["crime", "immediateRisk", "openInvolvement", "sourceKind"] as const;

/** A case in an area of which a condition holds, as far as a referral can make it so. */
export const caseWhere = (world: World, when: Condition | undefined): Opened => {
  const facts = Object.fromEntries(
    ofReferral.flatMap((fact) => (when?.[fact] === undefined ? [] : [[fact, when[fact][0]]])),
  ) as Partial<ReferralFacts>;
  const urgent = when?.urgency?.[0] === "urgent" ? { immediateRisk: "yes" as const } : {};
  const sender = when?.sender?.[0];
  const from: Agency = sender === "social-care" ? "social-care" : "police";
  const incomplete = when?.incomplete?.[0] === "yes" ? { incomplete: true as const } : {};
  return referIn(world, { from, entered, facts: { ...facts, ...urgent }, ...incomplete });
};

/** The facts of a condition that a step can decide, each with the first value that it asks for. */
export const factsWhere = (when: Condition | undefined): LearnedFacts =>
  learnedFactsSchema.strip().parse(
    Object.fromEntries(
      Object.entries(when ?? {}).map(([fact, values]) => {
        const first = (values as readonly string[])[0];
        return [fact, fact === "attendanceGround" ? [first] : first];
      }),
    ),
  );

const needed: LearnedFacts = {
  mode: "joint",
  referrer: "told",
  assessment: "required",
  reasonNotToRefer: "other",
  message: "update",
  disagreement: "not-settled",
  custody: "bailed",
  charging: "awaited",
  conference: "initial",
};

/** A step with no answers but those without which it says nothing. */
export const bare = (step: RecordableStep, agency: Agency, facts: LearnedFacts = {}): Judged => ({
  step,
  agency,
  facts: {
    ...Object.fromEntries((catalogue[step].needs ?? []).map((fact) => [fact, needed[fact]])),
    ...facts,
  },
  present: [],
  agreed: [],
  answered: [],
});

type Done = Pick<CaseState["steps"][number], "step" | "agency"> & Partial<CaseState["steps"][number]>;

/** The same case after a step that was taken in it. */
export const after = (state: CaseState, done: Done): CaseState => ({
  ...state,
  steps: [
    ...state.steps,
    { present: [], agreed: [], overrides: [], by: "somebody", at: state.enteredAt, ...done },
  ],
});
