import { readAnswers, type ReferralAnswers } from "../casework/read-answers.ts";
import { refer } from "../casework/refer.ts";
import type { SlackIdentity } from "../domain/area/area-schema.ts";
import type { Instant } from "../domain/instant.ts";
import type { Doing, Outcome } from "./playing.ts";
import { asTyped } from "./story-instant.ts";
import type { EntryOf } from "./story-schema.ts";

/** What a story that is about something else would have answered. */
const usualFacts = { immediateRisk: "no", crime: "possible", allegationAboutProfessional: "no" } as const;

/** Stands where a real form would name a child: a story holds nobody. */
const placeholders = {
  child: "Planted Child",
  whereNow: "Planted place",
  concerns: "Planted concerns",
  source: "Planted source",
} as const;

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
  details: placeholders,
  ...learnedAt(entry.learned),
});

/** Fills in the form and sends it. */
export const doRefer = async (doing: Doing, entry: EntryOf<"refer">): Promise<Outcome> => {
  const { context, viewer, request, remember } = doing;
  const now = context.clock.dutyNow();
  const read = readAnswers(await answers(doing, entry), { urgent: entry.urgently === true, now });
  if (!read.ok) return { ok: false, rule: "form", says: Object.values(read.faults).join(" ") };
  const referred = await refer(context, viewer, { ...read.referring, submission: request, request });
  if (!referred.ok) return { ok: false, rule: "authority", says: referred.says };
  remember(entry.called, referred.ref);
  return { ok: true, ref: referred.ref };
};
