import type { MailModel } from "../domain/notices/mail-models.ts";
import type { OutboxItem } from "../ports.ts";
import type { Composed } from "./compose-mail.ts";
import type { Context } from "./context.ts";
import { slotMailbox } from "./slot-mailbox.ts";

type StepMailed = Extract<MailModel, { kind: "step-mailed" }>;

const whomToRing = async (context: Context, by: string): Promise<string> => {
  const person = await context.people.byId(by);
  return person?.telephone === undefined ? "" : `${person.name}, ${person.telephone}`;
};

/** A step of the protocol, told to a team's mailbox: what was done, by which rule, and whom to ring. */
export const composeStepMail = async (
  context: Context,
  item: OutboxItem,
  model: StepMailed,
): Promise<Composed> => {
  const found = slotMailbox(context, item);
  if (found === undefined) return { refused: "no_mailbox" };
  const { ref, areaName, step, rule, says } = model;
  const text = [
    `Tandem ref ${ref}, ${areaName}.`,
    `Written down: ${step}.`,
    `${says} (${rule}).`,
    `For the details ring ${await whomToRing(context, model.by)}.`,
  ].join("\n\n");
  return {
    to: { address: found.mailbox.address, name: found.name },
    content: "minimised",
    subject: `${ref}: ${step}, ${areaName}`,
    text,
    attachments: [],
  };
};
