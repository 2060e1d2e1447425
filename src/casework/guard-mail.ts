import { kindsOf, type FindingKind } from "../domain/redaction/finding.ts";
import { dialled } from "../domain/redaction/allowed.ts";
import { findIdentity, type Known } from "../domain/redaction/find-identity.ts";
import type { ComposedMail } from "../mail-ports.ts";
import type { OutboxItem, Person } from "../ports.ts";
import type { Context } from "./context.ts";
import { knownFor, recordHeld } from "./guard-message.ts";
import { teamsToRing } from "./whom-to-ring.ts";

/** In a calendar entry stand our own address, an id, and when the meeting is: none of them is a child's. */
const withoutItsOwn = (entry: string): string =>
  entry.replaceAll(/\r?\n[ \t]/g, "").replaceAll(/^(ORGANIZER|UID|DTSTART|DTSTAMP)[;:].*$/gm, "");

/** What of a mail may say nothing of a child: where it may hold the details, what shows before it is opened. */
const guardedPart = ({ content, subject, text, attachments, calendar }: ComposedMail): string => {
  const names = attachments.map(({ filename }) => filename);
  const inside = content === "full" ? [] : [text, withoutItsOwn(calendar?.content ?? "")];
  return [subject, ...names, ...inside].join("\n");
};

const extensionOf = (filename: string): string => /\.[a-z0-9]{1,5}$/i.exec(filename)?.[0] ?? "";

/** In place of what was found: the reference, a number to ring, and what may stay of it. Nothing of a guarded part is left. */
const plainMail = (mail: ComposedMail, item: OutboxItem, ring: string): ComposedMail => {
  const ref: string = item.ref ?? "Tandem";
  const { calendar: _withheld, ...rest } = mail;
  const subject = `${ref}: something for you in Tandem`;
  const renamed = mail.attachments.map((one, index) => ({
    ...one,
    filename: `${ref}-${index + 1}${extensionOf(one.filename)}`,
  }));
  if (mail.content === "full") return { ...mail, subject, attachments: renamed };
  const text = `There is something for you about ${ref}. Ring ${ring}: this e-mail was shortened, because it seemed to say who somebody is.`;
  return { ...rest, subject, text, attachments: mail.content === "encrypted" ? renamed : [] };
};

/** The worker's own name and number may stand in it: they are who is to be rung. */
const knownWith = async (context: Context, item: OutboxItem, by: Person | undefined): Promise<Known> => {
  const known = await knownFor(context, item, new Map(by === undefined ? [] : [[by.person, by]]));
  if (by?.telephone === undefined) return known;
  const telephones = new Set([...known.allowed.telephones, dialled(by.telephone)]);
  return { ...known, allowed: { ...known.allowed, telephones } };
};

/**
 * A mail as it may leave. Where a mailbox may have the details they stay; a subject, the name of an attachment, and all of
 * a mail for a minimised mailbox say nothing of a child, or a plain mail goes in their place and the case says so.
 */
export const guardedMail = async (
  context: Context,
  item: OutboxItem,
  mail: ComposedMail,
): Promise<ComposedMail> => {
  const by = "by" in item.notice.model ? await context.people.byId(item.notice.model.by) : undefined;
  const known = await knownWith(context, item, by);
  const found: readonly FindingKind[] = kindsOf(findIdentity(guardedPart(mail), known));
  if (found.length === 0) return mail;
  context.outgoing.heldBack(item.notice.model.kind, found);
  await recordHeld(context, item, found);
  return plainMail(mail, item, teamsToRing(context, item, by?.person));
};
