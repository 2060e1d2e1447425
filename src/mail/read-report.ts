import { simpleParser, type ParsedMail, type SimpleParserOptions } from "mailparser";

/** What a delivery report says of one of our mails: our row's key, and what became of it. */
export type DeliveryReport = {
  readonly key: string;
  readonly outcome: "delivered" | "relayed" | "delayed" | "failed";
  /** The enhanced status code of RFC 3463, such as 5.1.1. */
  readonly status?: string;
};

/** The actions of RFC 3464 and what they mean; "expanded" is a list that passed it on, of which no more is heard. */
const outcomes: Readonly<Record<string, DeliveryReport["outcome"]>> = {
  failed: "failed",
  delayed: "delayed",
  delivered: "delivered",
  relayed: "relayed",
  expanded: "relayed",
};

const largestReport = 5_000_000;

const fieldIn = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}:[ \\t]*(.+)$`, "im").exec(text)?.[1]?.trim();

/** Our rows' keys are UUIDs. Whatever else stands in their place is none of ours. */
const keyPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

const keyIn = (text: string | undefined): string | undefined =>
  keyPattern.exec(text ?? "")?.[0]?.toLowerCase();

/** Of several recipients, or groups of fields, what is worst counts: our mails have one recipient each. */
const worst = ["failed", "delayed", "relayed", "delivered"];

const statusOf = (text: string): Omit<DeliveryReport, "key"> | undefined => {
  const groups = text.split(/\r?\n\r?\n/).flatMap((group) => {
    const outcome = outcomes[(fieldIn(group, "Action") ?? "").toLowerCase()];
    const status = /^[245]\.\d{1,3}\.\d{1,3}/.exec(fieldIn(group, "Status") ?? "")?.[0];
    return outcome === undefined ? [] : [{ outcome, ...(status === undefined ? {} : { status }) }];
  });
  return groups.toSorted((a, b) => worst.indexOf(a.outcome) - worst.indexOf(b.outcome))[0];
};

type Part = ParsedMail["attachments"][number];

const textOf = (parts: readonly Part[], ...types: readonly string[]): string | undefined =>
  parts.find(({ contentType }) => types.includes(contentType.toLowerCase()))?.content.toString("latin1");

/** The types of the library do not know that the status may be kept apart from the text. */
const parsing: SimpleParserOptions & { readonly keepDeliveryStatus: true } = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  keepDeliveryStatus: true,
};

/**
 * Reads one message as a mail server pipes it, and answers what it reports. Undefined for anything that is no delivery
 * report (RFC 3464) of a mail of ours, known by its envelope id or, where a server keeps none, by its Message-ID. Whoever
 * can send us mail can forge such a report: the key in it is random, and nobody but our readers' servers has seen it.
 */
export const readReport = async (message: Buffer): Promise<DeliveryReport | undefined> => {
  if (message.length > largestReport) return undefined;
  const { attachments } = await simpleParser(message, parsing);
  const report = textOf(attachments, "message/delivery-status", "message/global-delivery-status");
  const status = report === undefined ? undefined : statusOf(report);
  if (report === undefined || status === undefined) return undefined;
  const returned = textOf(attachments, "text/rfc822-headers", "message/rfc822", "message/global-headers");
  const key = keyIn(fieldIn(report, "Original-Envelope-Id")) ?? keyIn(fieldIn(returned ?? "", "Message-ID"));
  return key === undefined ? undefined : { key, ...status };
};
