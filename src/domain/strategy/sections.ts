import { z } from "zod";
import type { Agency } from "../agency.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import { sectionName, type SectionName } from "../protocol/section-name.ts";
import { askedFor, type StepAskedFor } from "../steps/asked-for.ts";

/** The parts of the record of a strategy discussion: who was there, and what a protocol asks, part by part. */
export const recordSection = z.enum(["attendance", ...sectionName.options]);
export type RecordSection = z.infer<typeof recordSection>;

export const sectionTitle: Readonly<Record<RecordSection, string>> = {
  attendance: "Who was there",
  information: "What was shared",
  decision: "What was decided, and its basis",
  plan: "Plan of the enquiries",
  interviews: "Interviews",
  culture: "Culture and interpreter",
  "other-children": "Other children",
  family: "What the family is told",
  more: "What else the protocol asks",
};

export type SectionAskedFor = Pick<StepAskedFor, "facts" | "fields"> & {
  readonly section: RecordSection;
  readonly title: string;
};

/** Who took part by name, besides those who were invited; asked of every discussion. */
export const whoTookPart = "who took part, by name and agency";

const step = "strategy-discussion-held";

const sectionOf = (protocol: Protocol, rule: string, field: string): SectionName => {
  const asking = protocol.requires.find(
    (one) => one.for === step && one.rule === rule && one.fields.includes(field),
  );
  return asking?.fieldSections?.[field] ?? asking?.section ?? "more";
};

/** The sections of a discussion's record in this case, in order: those of which the protocol asks something. */
export const sectionsFor = (
  agency: Agency,
  state: CaseState,
  protocol: Protocol,
): readonly SectionAskedFor[] => {
  const asked = askedFor(step, agency, state, protocol);
  const fields = [
    { section: "attendance" as RecordSection, field: { field: whoTookPart, rule: "", always: false } },
    ...asked.fields.map((field) => ({ section: sectionOf(protocol, field.rule, field.field), field })),
  ];
  return recordSection.options
    .map((section) => ({
      section,
      title: sectionTitle[section],
      facts: asked.facts.filter(
        ({ fact }) => section === (fact === "held" ? ("attendance" as const) : ("decision" as const)),
      ),
      fields: fields.filter((one) => one.section === section).map((one) => one.field),
    }))
    .filter((one) => one.facts.length + one.fields.length > 0);
};
