import type { OpenedBody, OutboxItem } from "../ports.ts";
import type { Context } from "./context.ts";

/** Tandem itself, as the access stream names whoever opened something. */
const tandem = {
  person: { person: "tandem", postings: [] },
  identity: { installation: "e-mail", team: "tandem", user: "tandem" },
  surface: "e-mail",
} as const;

/**
 * Opens what both agencies share of a case, to write it into a mail. It is a disclosure: to whose mailbox and in which
 * notice it went stands in the access stream before a word of it is seen. What is one agency's alone is never opened.
 */
export const openForMail = (context: Context, item: OutboxItem): Promise<readonly OpenedBody[]> => {
  const { id, to } = item.notice;
  if (item.ref === undefined || !("mailbox" in to)) return Promise.resolve([]);
  return context.cases.openBodies(tandem, {
    ref: item.ref,
    at: context.clock.dutyNow(),
    compartments: ["shared"],
    mail: { notice: id, to: to.mailbox },
  });
};
