import type { SlackIdentity } from "../domain/area/area-schema.ts";
import type { BodyOf } from "../domain/case/case-event.ts";
import type { ReferralFacts } from "../domain/case/facts.ts";
import type { Instant } from "../domain/instant.ts";
import { readMoment } from "./moment.ts";
import type { Referring } from "./refer.ts";

/** A referral form as it was filled in. What was left blank is not there. */
export type ReferralAnswers = {
  readonly area?: string;
  readonly facts: Partial<ReferralFacts>;
  readonly excluded: readonly SlackIdentity[];
  readonly learnedDate?: string;
  readonly learnedTime?: string;
  readonly callback?: string;
  readonly details: Omit<BodyOf<"ReferralRecorded">, "callback">;
};

/** The questions that a fault can be about. */
export type AnswerFaults = Partial<
  Record<"area" | "callback" | "learnedDate" | "learnedTime" | "about" | "immediateRisk", string>
>;
export type AnswersRead =
  | { readonly ok: true; readonly referring: Omit<Referring, "submission" | "request"> }
  | { readonly ok: false; readonly faults: AnswerFaults };

/** Nobody knows, or nobody was asked: for the child's safety the two are the same. */
const notKnown: ReferralFacts = {
  immediateRisk: "not-known",
  crime: "not-known",
  suspect: [],
  childWithPersonAlleged: "not-known",
  underPoliceProtection: "not-known",
  babyNotYetMobile: "not-known",
  openInvolvement: "not-known",
  parentsAware: "not-known",
  basisForSharing: "not-known",
  allegationAboutProfessional: "not-known",
};

const looksLikeTelephone = (text: string): boolean => (text.match(/\d/g) ?? []).length >= 3;

type Learned = { readonly at?: Instant; readonly faults: AnswerFaults };

const readLearned = ({ learnedDate, learnedTime }: ReferralAnswers, now: Instant): Learned => {
  if (learnedDate === undefined && learnedTime === undefined) return { faults: {} };
  if (learnedDate === undefined)
    return { faults: { learnedDate: "Choose the date, or clear the time too." } };
  if (learnedTime === undefined) return { faults: { learnedTime: "Enter the time, or clear the date too." } };
  const moment = readMoment(learnedDate, learnedTime, now);
  if (moment.ok) return { at: moment.at, faults: {} };
  return { faults: { [moment.field === "date" ? "learnedDate" : "learnedTime"]: moment.says } };
};

const always = ({ area, callback }: ReferralAnswers): AnswerFaults => ({
  ...(area === undefined ? { area: "Choose whom you are telling." } : {}),
  ...(callback === undefined || !looksLikeTelephone(callback)
    ? { callback: "Enter a telephone number on which you can be rung back." }
    : {}),
});

const unlessUrgent = ({ facts }: ReferralAnswers): AnswerFaults => ({
  ...(facts.allegationAboutProfessional === undefined
    ? { about: "Choose an answer. Not known is one." }
    : {}),
  ...(facts.immediateRisk === undefined ? { immediateRisk: "Choose an answer. Not known is one." } : {}),
});

/**
 * Turns a filled-in form into a referral, or says what is wrong with each answer. Sent urgently, only where it goes and
 * a number to ring back are needed: nothing else is ever a reason not to send it.
 */
export const readAnswers = (
  answers: ReferralAnswers,
  how: { readonly urgent: boolean; readonly now: Instant },
): AnswersRead => {
  const learned = readLearned(answers, how.now);
  const faults = how.urgent
    ? always(answers)
    : { ...always(answers), ...unlessUrgent(answers), ...learned.faults };
  const { area, callback } = answers;
  if (Object.keys(faults).length > 0 || area === undefined || callback === undefined)
    return { ok: false, faults };
  return {
    ok: true,
    referring: {
      area,
      facts: { ...notKnown, ...answers.facts },
      incomplete: how.urgent,
      excluded: answers.excluded,
      details: { ...answers.details, callback },
      ...(learned.at === undefined ? {} : { learnedAt: learned.at }),
    },
  };
};
