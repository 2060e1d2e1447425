import { z } from "zod";
import { agencySchema } from "../domain/agency.ts";
import { urgency, urgencyReason } from "../domain/case/facts.ts";

const utc = z.string().describe("An instant in UTC, ISO 8601 with milliseconds");
const local = z.string().describe("The same instant by the clock on the wall in England");
const because = z.array(z.string()).describe("The reasons as they stand in the record");
const order = z.number().int().describe("Its place among everything that happened in the story");
const rule = z.string().describe("The rule of the protocol, by its id");
const ref = z.string().describe("The Tandem reference of the case");
const names = z.array(z.string()).describe("Who was told, by name");
const happened = { order, at: utc, local };

const step = z.strictObject({
  ...happened,
  entry: z.number().int().describe("Which entry of the story, from 1 on"),
  who: z.string(),
  name: z.string(),
  agency: agencySchema,
  does: z.string(),
  verb: z.string().describe("The verb of casework that was called"),
  ref: ref.nullable(),
  happened: utc
    .nullable()
    .describe("When it was learned or took place, where the story says another instant"),
  result: z.enum(["accepted", "warned", "refused"]),
  rule: z.string().nullable().describe("The rule that it met, broke or took, or who refused it"),
  because,
});

const route = z.strictObject({
  ...happened,
  ref,
  rule,
  says: z.string().describe("The rule in one sentence"),
  to: agencySchema,
  restricted: z.boolean(),
  hops: z.array(z.strictObject({ slot: z.string(), name: z.string(), person: z.string().nullable() })),
  because,
});

const notice = z.strictObject({
  ...happened,
  to: z.strictObject({ installation: z.string(), id: z.string(), name: z.string() }),
  urgency: z.enum(["urgent", "normal"]).describe("The lane in which it left"),
  kind: z.string(),
  refs: z.array(ref),
  edits: z.boolean().describe("Whether it replaced an earlier message in place, which rings no bell"),
  text: z.string().describe("What a push notification says"),
  shows: z.array(z.string()).describe("What the message shows, line by line; buttons in square brackets"),
  because,
});

const dated = { due: utc, dueLocal: local, derivation: because };
const deadline = z.strictObject({
  ...happened,
  ref,
  clock: z.string(),
  rule,
  says: z.string(),
  owner: z.string(),
  ownerName: z.string(),
  started: utc,
  startedLocal: local,
  ...dated,
  intention: z
    .strictObject({ date: z.string(), time: z.string(), rule: z.string(), zone: z.string() })
    .describe(
      "The local date and time that were meant, from which a change of clock law could derive it again",
    ),
  alsoShown: utc.nullable(),
  alsoShownLocal: local.nullable(),
  atOnce: z.boolean().describe("To be done at once: its text has no clock, so it is never overdue or late"),
  state: z.enum(["open", "overdue", "met", "met late", "ended"]).describe("At the end of the story"),
  met: z.strictObject({ ...happened, took: utc, late: z.boolean(), because }).nullable(),
  superseded: z
    .array(
      z.strictObject({
        ...dated,
        alsoShown: utc.nullable(),
        alsoShownLocal: local.nullable(),
        until: z.strictObject(happened),
      }),
    )
    .describe("What it was due at before, the oldest first"),
});

const reminder = z.strictObject({
  ...happened,
  ref,
  rule,
  due: utc,
  dueLocal: local,
  outcome: z.enum(["told", "skipped", "postponed"]),
  to: names,
  because,
});

const escalation = z.strictObject({
  ...happened,
  ref,
  what: z.enum(["ladder", "sender told again", "asked whether it moves"]),
  agency: agencySchema.nullable(),
  step: z.number().int(),
  outcome: z.enum(["told", "skipped", "postponed"]),
  to: names,
  because,
});

const handOver = z.strictObject({
  ...happened,
  what: z.enum(["list", "signed", "unsigned", "put to the team on duty"]),
  team: z.string(),
  ref: ref.nullable(),
  by: z.string().nullable(),
  withNobody: z.number().int().nullable(),
  openInAll: z.number().int().nullable(),
  to: names,
  because,
});

const standing = z.strictObject({
  ref,
  called: z.string().nullable(),
  urgency,
  urgencyReason,
  restricted: z.boolean(),
  incomplete: z.boolean(),
  held: z.array(
    z.strictObject({
      slot: z.string(),
      name: z.string(),
      how: z.enum(["nobody", "picked-up", "told"]),
      by: z.string().nullable(),
      since: utc.nullable(),
      sinceLocal: local.nullable(),
    }),
  ),
});

/** What `tandem replay --json` prints. A field is added, never changed or taken away, under the same format number. */
export const documentSchema = z.strictObject({
  format: z.literal(1),
  story: z.string(),
  says: z.string(),
  area: z.strictObject({ area: z.string(), name: z.string(), hash: z.string() }),
  protocol: z.strictObject({ protocol: z.string(), title: z.string(), hash: z.string() }),
  calendar: z.string().describe("The version of the working calendar"),
  until: utc,
  untilLocal: local,
  steps: z.array(step),
  routes: z.array(route),
  notices: z.array(notice),
  deadlines: z.array(deadline),
  reminders: z.array(reminder),
  escalations: z.array(escalation),
  handOvers: z.array(handOver),
  cases: z.array(standing).describe("How each case stands at the end"),
});
export type ReplayDocument = z.infer<typeof documentSchema>;
export type StepPlayed = ReplayDocument["steps"][number];
export type NoticeHeard = ReplayDocument["notices"][number];
export type DeadlineShown = ReplayDocument["deadlines"][number];
