import type { ConditionFacts } from "../protocol/condition.ts";
import { holds } from "../protocol/condition.ts";
import type { Protocol } from "../protocol/protocol-schema.ts";
import type { Condition } from "../protocol/vocabulary.ts";
import type { Agency } from "../agency.ts";
import { isChosen, isComputed, wasChosen } from "./computed.ts";
import type { JudgedStep } from "./forms.ts";
import type { LearnedFacts } from "./learned-facts.ts";

export type Requirement = Protocol["requires"][number];

/** A step, or a form, as somebody is about to send it. */
export type About = { readonly step: JudgedStep; readonly agency: Agency };

const isAbout = ({ for: step, by }: Requirement, asked: About): boolean =>
  step === asked.step && (by === undefined || by === asked.agency);

/** Whether a condition could still hold once what is not known yet is answered. */
export const couldHold = (condition: Condition | undefined, facts: ConditionFacts): boolean =>
  Object.entries(condition ?? {}).every(
    ([fact, allowed]) => facts[fact as keyof Condition] === undefined || holds({ [fact]: allowed }, facts),
  );

/** What a form asks for a step: each field once, with the rule that wants it, and whether it is wanted whatever else is said. */
export const fieldsFor = (protocol: Protocol, asked: About, facts: ConditionFacts) => {
  const found = new Map<string, { rule: string; always: boolean }>();
  for (const one of protocol.requires) {
    if (one.notYet !== undefined || !isAbout(one, asked) || !couldHold(one.when, facts)) continue;
    for (const field of one.fields.filter((name) => !isComputed(name) && !isChosen(name)))
      if (!found.has(field)) found.set(field, { rule: one.rule, always: holds(one.when, facts) });
  }
  return [...found].map(([field, wanted]) => ({ field, ...wanted }));
};

/** What a requirement still wants of a step. */
export const missingOf = (
  requirement: Requirement,
  asked: About & { readonly answered: readonly string[]; readonly facts?: LearnedFacts },
  facts: ConditionFacts,
): readonly string[] =>
  isAbout(requirement, asked) && holds(requirement.when, facts)
    ? requirement.fields.filter(
        (field) => !asked.answered.includes(field) && !wasChosen(field, asked.facts ?? {}),
      )
    : [];

/** What an urgent referral left out, with the rule that asks for it. */
export const leftOut = (protocol: Protocol, missing: readonly string[]) =>
  missing.map((field) => ({
    field,
    rule:
      protocol.requires.find(
        ({ for: step, fields }) => step === "referral-recorded" && fields.includes(field),
      )?.rule ?? "",
    always: true,
  }));
