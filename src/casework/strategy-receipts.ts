import type { CaseState } from "../domain/case/case-state.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { Mail } from "../domain/mail/fold-mail.ts";
import type { ReceiptShown } from "../domain/strategy/strategy-models.ts";
import type { Receipt, StrategyRecord } from "../domain/strategy/strategy-record.ts";
import type { OpenedBody } from "../ports.ts";

const ofMail: Readonly<Record<Mail["standing"], { readonly says: string; readonly next?: string }>> = {
  waiting: { says: "e-mail on its way" },
  sent: { says: "sent by e-mail" },
  delivered: { says: "delivered to the mailbox" },
  relayed: { says: "passed on to a server that reports no more" },
  delayed: { says: "delayed; their server is tried again" },
  failed: {
    says: "NOT delivered",
    next: "Ring them, give it to them in another way, then press Given to them.",
  },
};

const handNext = "Give it to them yourself, then press Given to them.";

const standsAs = (receipt: Receipt, reach: string, mails: readonly Mail[]) => {
  const at = receipt.at === undefined ? "" : ` on ${formatInstant(receipt.at)}`;
  if (receipt.stands === "given") return { says: `given to them${at}` };
  if (receipt.stands === "came-back") return { says: `came back${at}`, next: handNext };
  if (receipt.stands === "nothing") return { says: "gets nothing; the reason is on record" };
  if (reach === "own-way") return { says: "has no mailbox here", next: handNext };
  const mail = mails.find(({ notice }) => notice === receipt.notice);
  return mail === undefined ? { says: "waiting" } : ofMail[mail.standing];
};

/** How everybody who gets a record stands to it, and what is to be done where it did not reach them. */
export const receiptsOf = (
  { mails }: CaseState,
  record: StrategyRecord | undefined,
  bodies: readonly OpenedBody[],
): readonly ReceiptShown[] => {
  const names = new Map(
    bodies.flatMap((one) =>
      one.type === "DistributionConfirmed"
        ? one.body.recipients.map(({ recipient, name }) => [recipient, name] as const)
        : [],
    ),
  );
  return (record?.recipients ?? []).flatMap(({ recipient, reach }) => {
    const receipt = record?.receipts.find((one) => one.recipient === recipient);
    if (receipt === undefined) return [];
    const { says, next } = { next: undefined, ...standsAs(receipt, reach, mails) };
    return [
      {
        recipient,
        name: names.get(recipient) ?? "Somebody",
        stands: says,
        toGive: next !== undefined,
        ...(next === undefined ? {} : { next }),
      },
    ];
  });
};
