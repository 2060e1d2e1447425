import { readAnswers, type ReferralAnswers } from "../casework/read-answers.ts";
import { prepareReferral } from "../casework/prepare-referral.ts";
import { refer } from "../casework/refer.ts";
import type { SlackIdentity } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import { heldIn } from "../domain/steps/forms.ts";
import { fictional } from "./act-in-case.ts";
import type { Doing, Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

/** What a story that is about something else would have answered. */
const usualFacts = {
  immediateRisk: "no",
  crime: "possible",
  allegationAboutProfessional: "no",
  sourceKind: "own-agency",
} as const;

/** Stands where a real form would name a child: a story holds nobody. */
const placeholders: Readonly<Record<string, string>> = {
  child: "Planted Child",
  whereNow: "Planted place",
  concerns: "Planted concerns",
  personAlleged: "not known",
  source: "Planted source",
};

/** What a sender writes: all that the form and the protocol ask for, but for what the story leaves blank. */
const detailsOf = (
  doing: Doing,
  { urgently, leaves, reason }: EntryOf<"refer">,
): ReferralAnswers["details"] => {
  const prepared = prepareReferral(doing.context, doing.viewer);
  const asked = prepared.ok && urgently !== true ? prepared.asked : [];
  const blank = new Set(leaves.flatMap((field) => [field, ...heldIn("referral-recorded", field)]));
  const answers = asked.flatMap(({ field }) => (blank.has(field) ? [] : [{ field, text: fictional }]));
  return {
    ...Object.fromEntries(Object.entries(placeholders).filter(([name]) => !blank.has(name))),
    ...(answers.length === 0 ? {} : { answers }),
    ...(reason === undefined ? {} : { reason }),
  };
};

const learnedAt = (learned: Instant | undefined) => {
  if (learned === undefined) return {};
  const { date, time } = asTyped(learned);
  return { learnedDate: date, learnedTime: time };
};

const identitiesOf = async ({ context }: Doing, people: readonly string[]): Promise<SlackIdentity[]> => {
  const found = await Promise.all(people.map((person) => context.people.byId(person)));
  return found.flatMap((person) => person?.identities ?? []);
};

/** Sent urgently, nothing is answered but what the story says. A file holds no answer that is there and undefined. */
const factsOf = ({ urgently, facts }: EntryOf<"refer">): ReferralAnswers["facts"] =>
  ({ ...(urgently === true ? {} : usualFacts), ...facts }) as ReferralAnswers["facts"];

const answers = async (doing: Doing, entry: EntryOf<"refer">): Promise<ReferralAnswers> => ({
  area: doing.area,
  facts: factsOf(entry),
  excluded: await identitiesOf(doing, entry.excluded),
  callback: "01632 960199",
  details: detailsOf(doing, entry),
  ...learnedAt(entry.learned),
});

/** Fills in the form and sends it. */
export const doRefer = async (doing: Doing, entry: EntryOf<"refer">): Promise<Outcome> => {
  const { context, viewer, request, remember } = doing;
  const now = context.clock.dutyNow();
  const read = readAnswers(await answers(doing, entry), { urgent: entry.urgently === true, now });
  if (!read.ok) return { ok: false, rule: "form", says: Object.values(read.faults).join(" ") };
  const referred = await refer(context, viewer, { ...read.referring, submission: request, request });
  if (!referred.ok) {
    const rule = referred.missing === undefined ? "authority" : "form";
    return { ok: false, rule, says: referred.says };
  }
  remember(entry.called, referred.ref);
  return { ok: true, ref: referred.ref };
};
