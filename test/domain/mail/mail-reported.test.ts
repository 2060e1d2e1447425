import { describe, expect, test } from "vitest";
import { foldCase } from "../../../src/domain/case/fold.ts";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import { decideMailReported } from "../../../src/domain/mail/decide-mail-reported.ts";
import type { Mail } from "../../../src/domain/mail/fold-mail.ts";
import type { MailOutcome } from "../../../src/domain/mail/mail-event-schemas.ts";
import { at } from "../calendar/example-team.ts";
import { laterAt, mailedCase } from "./mailed-case.ts";

const now = "2026-09-01 11:00";
type Mailed = ReturnType<typeof mailedCase>;

const report = ({ state, notice }: Mailed, outcome: MailOutcome, status?: string) =>
  decideMailReported(state, { notice, outcome, ...(status === undefined ? {} : { status }) }, laterAt(now));

describe("what a mail server reports of an e-mail", () => {
  test.each(["delivered", "relayed", "delayed"] as const)(
    "%s: is written down, and nobody is told",
    (outcome) => {
      const decided = report(mailedCase(), outcome, "2.0.0");
      expect(decided).toMatchObject({
        ok: true,
        events: [{ type: "MailReported", header: { outcome, status: "2.0.0" } }],
        notices: [],
      });
    },
  );

  test("failed: is written down, whoever asked for it is told at once, and the operators read the code", () => {
    const decided = report(mailedCase(), "failed", "5.1.1");
    expect(decided.ok && decided.notices.map(({ lane, model }) => [lane, model])).toMatchObject([
      ["urgent", { kind: "mail-failed", how: "came-back" }],
      ["urgent", { kind: "undelivered-alarm", error: "mail_5.1.1", medium: "e-mail" }],
    ]);
  });

  test("failed, without a status code: is told all the same", () => {
    const decided = report(mailedCase(), "failed");
    expect(decided.ok && decided.notices.map(({ model }) => model)).toMatchObject([
      { kind: "mail-failed" },
      { kind: "undelivered-alarm", error: "mail_failed" },
    ]);
  });

  test("again what is known: changes nothing", () => {
    const mailed = mailedCase();
    const once = report(mailed, "failed", "5.1.1");
    if (!once.ok) throw new Error(once.because);
    const state = foldCase([...mailed.events, ...once.events]);
    if (state === undefined) throw new Error("there is no case");
    expect(report({ ...mailed, state }, "failed", "5.1.1")).toMatchObject({
      ok: false,
      rule: "known-already",
    });
  });

  test("of no e-mail of this case: is refused", () => {
    const mailed = mailedCase();
    const other = { ...mailed, notice: { ...mailed.notice, id: "another" } };
    expect(report(other, "failed")).toMatchObject({ ok: false, rule: "no-such-mail" });
  });
});

const act = { by: "tandem", at: at(now), enteredAt: at(now) };

const moves: Readonly<Record<string, (notice: string) => NewCaseEvent>> = {
  sent: (notice) => ({
    type: "NoticeSent",
    version: 1,
    header: { ...act, notice, providerId: "<id@council.example>", textHash: "00", repeat: false },
  }),
  "not sent": (notice) => ({
    type: "NoticeFailed",
    version: 1,
    header: { ...act, notice, error: "smtp_550" },
  }),
};
const moved = (what: string, notice: string): NewCaseEvent =>
  moves[what]?.(notice) ?? {
    type: "MailReported",
    version: 1,
    header: { ...act, notice, outcome: what as MailOutcome },
  };

/** How the e-mail stands after what became known of it, in the order in which it became known. */
const after = (...known: readonly string[]): Mail["standing"] | undefined => {
  const { events, notice } = mailedCase();
  return foldCase([...events, ...known.map((what) => moved(what, notice.id))])?.mails[0]?.standing;
};

describe("how an e-mail stands", () => {
  test.each([
    [[], "waiting"],
    [["sent"], "sent"],
    [["not sent"], "failed"],
    [["sent", "delayed"], "delayed"],
    [["sent", "delayed", "delivered"], "delivered"],
    // A server that is slow to say so takes back no delivery.
    [["sent", "delivered", "delayed"], "delivered"],
    [["sent", "delivered", "relayed"], "delivered"],
    // The report may be here before our own record of the sending.
    [["delivered", "sent"], "delivered"],
    // It was taken in and came back: the worst that is known counts.
    [["sent", "delivered", "failed"], "failed"],
    [["sent", "failed", "delivered"], "failed"],
    [["failed", "sent"], "failed"],
  ] as const)("%j: %s", (known, standing) => {
    expect(after(...known)).toBe(standing);
  });
});
