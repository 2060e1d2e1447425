import type { Context } from "../../src/casework/context.ts";
import { wallClock } from "../../src/clock.ts";
import type { MailModel } from "../../src/domain/notices/mail-models.ts";
import type { FindingKind } from "../../src/domain/redaction/finding.ts";
import type { ComposedMail, MailOutcome } from "../../src/mail-ports.ts";
import type { OutboxItem, Person } from "../../src/ports.ts";
import { team, withMailbox } from "../support/by-mail.ts";
import { sampleArea, sampleProtocol } from "../support/sample-case.ts";

const area = withMailbox("minimised")(sampleArea.value);

type Using = {
  /** What the mail server does with every mail. */
  readonly outcome?: MailOutcome;
  /** The words that are names in the case. */
  readonly names?: readonly string[];
  readonly telephone?: string;
};

/** As much of a context as an e-mail touches on its way out, what was handed to its server and what was held back. */
export const mailContext = ({ outcome, names = [], telephone }: Using = {}) => {
  const handed: ComposedMail[] = [];
  const held: (readonly FindingKind[])[] = [];
  const by: Partial<Person> = { person: "duty-social-worker", name: "Demo Social Worker" };
  const context = {
    clock: wallClock,
    ids: { next: () => "id" },
    alarms: { wake: () => undefined },
    people: { byId: () => Promise.resolve({ ...by, ...(telephone === undefined ? {} : { telephone }) }) },
    names: { namesOn: () => Promise.resolve((word: string) => names.includes(word)) },
    outgoing: { heldBack: (_kind: string, findings: readonly FindingKind[]) => held.push(findings) },
    cases: { change: () => Promise.resolve(undefined) },
    reference: {
      areas: new Map([[area.area, area]]),
      area: () => ({ area, protocol: sampleProtocol.value }),
    },
    mailer: {
      send: (mail: ComposedMail) => {
        handed.push(mail);
        return Promise.resolve(
          outcome ?? { ok: true, sent: { providerId: "p", textHash: "h", attachments: [] } },
        );
      },
      passphraseFor: () => undefined,
    },
  };
  return { context: context as unknown as Context, handed, held };
};

const stepMailed: Extract<MailModel, { kind: "step-mailed" }> = {
  kind: "step-mailed",
  ref: "K7M2-9QXD",
  areaName: area.name,
  by: "duty-social-worker",
  step: "Our records and intelligence are checked",
  enteredAt: "2026-09-01T09:00:00.000Z",
  rule: "S2-9",
  says: "The child referral team hears by secure e-mail that records were checked",
};

/** The row of an e-mail of a case. */
export const mailRow = (
  changes: Partial<OutboxItem> & { readonly lane?: "urgent" | "normal" } = {},
): OutboxItem => {
  const { lane = "normal", ...others } = changes;
  return {
    id: "o1",
    ref: "K7M2-9QXD",
    area: area.area,
    notice: {
      id: "n1",
      lane,
      medium: "e-mail",
      to: { mailbox: { slot: team } },
      model: stepMailed,
      because: [],
    },
    attempts: 1,
    fence: 1,
    key: "k1",
    mayHaveBeenSent: false,
    together: [],
    ...others,
  } as OutboxItem;
};

export const composed: ComposedMail = {
  to: { address: "referrals@exampleland-police.example", name: "Child Referral Team" },
  content: "minimised",
  subject: `K7M2-9QXD: Our records and intelligence are checked, ${area.name}`,
  text: "Tandem ref K7M2-9QXD.",
  attachments: [],
};
