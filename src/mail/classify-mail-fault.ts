import type { SendOutcome } from "../ports.ts";

type NotSent = Extract<SendOutcome, { ok: false }>;

/** How far a mail had come when something went wrong: nothing of it had left us, or some of it had. */
export type Reached = "before the message" | "the message";

/** A fault of the mail library as far as it can be trusted: its own code and the server's number. */
type Fault = {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
};

/** Commands whose refusal is about this mail: its sender, its recipient, what it says. */
const aboutThisMail = new Set(["MAIL FROM", "RCPT TO", "DATA"]);

const retry = (error: string): NotSent => ({ ok: false, kind: "retry", afterMilliseconds: 0, error });

/** What the system said, where there is that: a certificate that is not trusted reads so. */
const codeOf = ({ code, originalCode }: Fault): string => {
  const known = originalCode ?? code;
  return typeof known === "string" ? known.toLowerCase() : "no_code";
};

/** Nothing of it left, and never will: an address that no server could be asked about. */
const isOurs = ({ code, command }: Fault): boolean => code === "EENVELOPE" && command === "API";

const answered = (answer: number, { command }: Fault): NotSent => {
  const error = `smtp_${answer}`;
  const permanent = answer >= 500 && typeof command === "string" && aboutThisMail.has(command);
  return permanent ? { ok: false, kind: "permanent", error } : retry(error);
};

/**
 * What a failed handing-over means: try again later, never again, or send it again marked as a repeat because it may have
 * been taken. Only what the server said of this sender, recipient or message is for good; a server that is closed, refuses
 * our password or shows a wrong certificate may be put right. The words are codes, never the server's sentence.
 */
export const classifyMailFault = (fault: unknown, reached: Reached): NotSent => {
  const known: Fault = typeof fault === "object" && fault !== null ? fault : {};
  if (isOurs(known)) return { ok: false, kind: "permanent", error: "mail_address" };
  const { responseCode } = known;
  if (typeof responseCode === "number" && responseCode >= 400) return answered(responseCode, known);
  const error = codeOf(known);
  return reached === "the message" ? { ok: false, kind: "unknown", error } : retry(error);
};
