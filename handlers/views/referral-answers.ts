import type { ViewOutput } from "@slack/bolt";
import { z } from "zod";
import type { ReferralAnswers } from "../../src/casework/read-answers.ts";
import type { AnswerFaults } from "../../src/casework/read-answers.ts";
import { referralFields as field } from "../../src/slack/forms/referral-fields.ts";
import { answered, textIn, ticksIn, usersIn } from "../answers.ts";
import { askedIn } from "../asked.ts";

type Values = ViewOutput["state"]["values"];
type Facts = ReferralAnswers["facts"];

const yesNo = z.enum(["yes", "no", "not-known"]).optional().catch(undefined);
const suspectTick = z.enum(["in-custody", "forensic-window", "immediate-safeguarding"]);
const factsSchema = z.object({
  immediateRisk: yesNo,
  childWithPersonAlleged: yesNo,
  underPoliceProtection: yesNo,
  babyNotYetMobile: yesNo,
  parentsAware: yesNo,
  allegationAboutProfessional: yesNo,
  crime: z.enum(["yes", "possible", "no", "not-known"]).optional().catch(undefined),
  // Each tick by itself: one that is not known must not take "in custody" with it.
  suspect: z
    .array(suspectTick.optional().catch(undefined))
    .transform((ticks) => ticks.filter((one) => one !== undefined)),
  openInvolvement: z
    .enum(["open-case", "child-protection-plan", "neither", "not-known"])
    .optional()
    .catch(undefined),
  sourceKind: z
    .enum(["professional", "relative-or-friend", "child", "public", "anonymous", "own-agency", "not-known"])
    .optional()
    .catch(undefined),
  basisForSharing: z
    .enum(["safeguarding-task", "law-enforcement", "vital-interests", "consent", "not-known"])
    .optional()
    .catch(undefined),
});

const factsIn = (values: Values): Facts =>
  answered(
    factsSchema.parse({
      immediateRisk: textIn(values, field.immediateRisk),
      childWithPersonAlleged: textIn(values, field.withPersonAlleged),
      underPoliceProtection: textIn(values, field.policeProtection),
      babyNotYetMobile: textIn(values, field.notYetMobile),
      parentsAware: textIn(values, field.parentsAware),
      allegationAboutProfessional: textIn(values, field.about),
      crime: textIn(values, field.crime),
      suspect: ticksIn(values, field.suspect),
      openInvolvement: textIn(values, field.involvement),
      basisForSharing: textIn(values, field.basis),
      sourceKind: textIn(values, field.sourceKind),
    }),
  );

const detailsIn = (values: Values): ReferralAnswers["details"] =>
  answered({
    child: textIn(values, field.child),
    dateOfBirth: textIn(values, field.dateOfBirth),
    age: textIn(values, field.age),
    otherChildren: textIn(values, field.otherChildren),
    whereNow: textIn(values, field.whereNow),
    personAlleged: textIn(values, field.personAlleged),
    nextContact: textIn(values, field.nextContact),
    lastSeen: textIn(values, field.lastSeen),
    childsWords: textIn(values, field.childsWords),
    concerns: textIn(values, field.concerns),
    whyParentsUnaware: textIn(values, field.whyUnaware),
    source: textIn(values, field.source),
    ...askedIn(values),
  });

/** Where the answer to a question that everybody is asked stands in the form. */
export const blockOfDetail = (name: string): string | undefined =>
  Object.entries(field).find(([detail]) => detail === name)?.[1];

/** Reads the referral form as Slack sends it. Answers that Slack could not have sent count as blank. */
export const referralAnswers = (
  values: Values,
  from: { readonly installation: string; readonly team: string },
): ReferralAnswers => ({
  ...answered({
    area: textIn(values, field.direction),
    callback: textIn(values, field.callback),
    learnedDate: textIn(values, field.learnedDate),
    learnedTime: textIn(values, field.learnedTime),
  }),
  facts: factsIn(values),
  details: detailsIn(values),
  excluded: usersIn(values, field.excluded).map((user) => ({ ...from, user })),
});

const fieldOf: Readonly<Record<keyof AnswerFaults, string>> = {
  area: field.direction,
  callback: field.callback,
  learnedDate: field.learnedDate,
  learnedTime: field.learnedTime,
  about: field.about,
  immediateRisk: field.immediateRisk,
};

/** The faults by the block that each belongs to, as Slack wants them. */
export const faultsByBlock = (faults: AnswerFaults): Record<string, string> =>
  Object.fromEntries(
    Object.entries(faults).map(([name, says]) => [fieldOf[name as keyof AnswerFaults], says]),
  );
