import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { z } from "zod";
import type { FillValue } from "../../simulator/element-state.ts";
import type { Message } from "../../simulator/message.ts";
import type { SubmitAnswer } from "../../simulator/send-modal.ts";
import type { Answer } from "../../simulator/send-request.ts";
import { planted } from "./planted.ts";
import { closeWindows, textOf, type Sender, type Speaking } from "./refer.ts";
import type { Stage } from "./stage.ts";

type Person = Pick<Sender, "installation" | "user">;

/** The one new message in a place, once everything that is due has been sent. */
export const onlyMessage = async (
  stage: Stage,
  installation: "council" | "police",
  place: string,
): Promise<Message> => {
  await stage.settled();
  const [message, ...others] = await stage.unread(installation, place);
  if (message === undefined || others.length > 0)
    throw new Error(`${others.length + (message === undefined ? 0 : 1)} new messages in ${place}`);
  return message;
};

/** A message as it stands now, after its edits. */
export const asItStands = async (
  stage: Stage,
  installation: "council" | "police",
  { channel, ts }: Pick<Message, "channel" | "ts">,
): Promise<string> => {
  await stage.settled();
  const found = (await stage.workspace(installation).messages(channel)).find((one) => one.ts === ts);
  return textOf([found?.text, found?.blocks]);
};

/** Presses a button of a message. */
export const press = (stage: Speaking, who: Person, message: Message, actionId: string): Promise<Answer> =>
  stage[who.installation].press({ user: who.user, channel: message.channel, ts: message.ts, actionId });

/** Presses "I'm dealing with this", and answers what the presser alone was told; "" when it went well. */
export const pickUp = async (stage: Stage, who: Person, message: Message): Promise<string> => {
  const before = stage.workspace(who.installation).ephemerals().length;
  const answer = await press(stage, who, message, "pick-up");
  expect(answer.status).toBe(200);
  await stage.settled();
  await answered(stage, who, before, message);
  return stage
    .workspace(who.installation)
    .ephemerals()
    .slice(before)
    .filter(({ user }) => user === who.user)
    .map(({ text }) => text)
    .join("\n");
};

/** A refusal follows the acknowledgement by a moment; an edit means that there is none. */
const answered = async (stage: Stage, who: Person, before: number, message: Message): Promise<void> => {
  await expect
    .poll(
      async () =>
        stage.workspace(who.installation).ephemerals().length > before ||
        !(await asItStands(stage, who.installation, message)).includes('"pick-up"'),
      { timeout: 5_000 },
    )
    .toBe(true);
};

/** Presses a button that opens a window, and answers the window's text once it shows more than that it is opening. */
export const openWindow = async (
  stage: Speaking,
  who: Person,
  message: Message,
  actionId: string,
): Promise<string> => {
  await closeWindows(stage, who);
  await press(stage, who, message, actionId);
  return windowOf(stage, who);
};

/** The text of the window that a person has open, once it shows more than that it is opening. */
export const windowOf = async (stage: Speaking, { installation, user }: Person): Promise<string> => {
  const shown = () => stage.workspace(installation).modal(user);
  await expect.poll(() => shown()?.["callback_id"] ?? "waiting", { timeout: 5_000 }).not.toBe("waiting");
  return textOf(shown());
};

/** Fills in the visible window and sends it. */
export const sendForm = (
  stage: Speaking,
  { installation, user }: Person,
  values: Record<string, FillValue>,
): Promise<SubmitAnswer> => {
  stage[installation].fill({ user, values });
  return stage[installation].submit({ user });
};

/** Fills in the visible window and sends it, and fails unless it is recorded. */
export const recordForm = async (
  stage: Speaking,
  who: Person,
  values: Record<string, FillValue>,
): Promise<void> => {
  const sent = await sendForm(stage, who, values);
  expect(sent.errors).toEqual({});
  expect(sent.blockedByClient).toEqual([]);
  expect(await windowOf(stage, who)).toContain("Recorded. You can close this.");
};

/** The answers that the protocol asks for in the window that is open. */
export const answersAsked = (stage: Speaking, { installation, user }: Person): Record<string, FillValue> => {
  const blocks = stage.workspace(installation).modal(user)?.["blocks"] as readonly { block_id?: string }[];
  const fields = blocks.flatMap(({ block_id: id }) => (id?.startsWith("answer-") === true ? [id] : []));
  return Object.fromEntries(fields.map((field) => [field, planted.discussed]));
};

/** Opens the form of a step, by the choice of which step it is. */
export const openStep = async (
  stage: Speaking,
  who: Person,
  message: Message,
  step: string,
): Promise<string> => {
  await openWindow(stage, who, message, "open-step");
  const sent = await sendForm(stage, who, { step });
  expect(sent.errors).toEqual({});
  await expect
    .poll(() => stage.workspace(who.installation).modal(who.user)?.["callback_id"], { timeout: 5_000 })
    .toBe("step");
  return windowOf(stage, who);
};

/** Records a step, with everything answered that the protocol asks for. */
export const recordStep = async (
  stage: Speaking,
  who: Person,
  message: Message,
  { step, ...values }: Record<string, FillValue> & { readonly step: string },
): Promise<void> => {
  await openStep(stage, who, message, step);
  await recordForm(stage, who, { ...answersAsked(stage, who), ...values });
};

/** A case's clocks as they stand: rule, owner, when due, when met and whether that was late. */
export const clocksOf = async (stage: Stage, ref: string) => {
  const found = await stage.query(
    sql`SELECT rule, owner, to_char(due_at AT TIME ZONE 'Europe/London', 'Dy DD Mon HH24:MI:SS') AS due,
          to_char(also_shown_at AT TIME ZONE 'Europe/London', 'Dy DD Mon HH24:MI:SS') AS other,
          to_char(met_at AT TIME ZONE 'Europe/London', 'Dy DD Mon HH24:MI:SS') AS met, late
        FROM deadlines WHERE ref = ${ref} ORDER BY rule, due_at, owner`,
    {
      rule: z.string(),
      owner: z.string(),
      due: z.string(),
      other: z.string().nullable(),
      met: z.string().nullable(),
      late: z.boolean().nullable(),
    },
  );
  return found;
};

/** How often an event of a type stands in the record. */
export const recorded = async (stage: Stage, type: string): Promise<number> => {
  const [found] = await stage.query(sql`SELECT count(*)::int AS n FROM events WHERE type = ${type}`, {
    n: z.number(),
  });
  return found?.n ?? 0;
};

/** The access log of a case: who, and whether they opened it or were refused. */
export const accessTo = (stage: Stage, ref: string) =>
  stage.query(sql`SELECT person, what FROM access_log WHERE ref = ${ref} ORDER BY stream, sequence`, {
    person: z.string(),
    what: z.string(),
  });
