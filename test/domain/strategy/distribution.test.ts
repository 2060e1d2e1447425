import { describe, expect, it } from "vitest";
import type { NewCaseEvent } from "../../../src/domain/case/case-event.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Refused } from "../../../src/domain/case/refusal.ts";
import { applyEvent } from "../../../src/domain/case/fold.ts";
import { decideDraft } from "../../../src/domain/strategy/decide-draft.ts";
import { decideFinish } from "../../../src/domain/strategy/decide-finish.ts";
import { cameBack, decideDistribution, decideShared } from "../../../src/domain/strategy/distribution.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";

const opened = referIn(worldOf("exampleshire"), { from: "social-care", entered: "2026-09-01 10:00" });
const by = followingAt(at("2026-09-01 11:00"), opened.world);
const who = { by: "duty-social-worker", agency: "social-care" as const, record: "discussion-1" };

type Decided = { ok: true; state: CaseState; events: readonly NewCaseEvent[] } | Refused;

/** The state with what was issued, too: a decision's own state is that before its notices. */
const stateAfter = (decided: Decided): CaseState => {
  if (!decided.ok) throw new Error(decided.because);
  return decided.events
    .filter(({ type }) => type === "NoticeIssued")
    .reduce<CaseState>(applyEvent, decided.state);
};

const fields = opened.world.protocol.requires
  .filter((one) => one.for === "strategy-discussion-held")
  .flatMap((one) => one.fields);
const answers = fields.map((field) => ({ field, text: "Fictional." }));

const held = (): CaseState => {
  const drafted = decideDraft(
    opened.state,
    {
      ...who,
      draft: "draft-1",
      section: "decision",
      seen: [],
      facts: { held: "meeting" },
      present: ["social-care", "police", "health"],
      attended: [],
      answers,
    },
    by,
  );
  const state = stateAfter(drafted);
  const finishing = { ...who, at: by.now, isManager: false, actingNow: false, read: ["draft-1"], answers };
  return stateAfter(decideFinish(state, finishing, by));
};

const police = { recipient: "r-police", as: "police" as const, person: "referral-desk-officer" };
const health = { recipient: "r-health", as: "health" as const };

const distribute = (state: CaseState, whyWithheld?: string) =>
  decideDistribution(
    state,
    {
      ...who,
      recipients: [
        { ...police, reach: "e-mail", withheld: ["family"] },
        { ...health, reach: "nothing", withheld: [] },
      ],
      details: {
        recipients: [police, health].map(({ recipient }) => ({
          recipient,
          name: "Demo",
          ...(whyWithheld === undefined ? {} : { whyWithheld }),
        })),
      },
    },
    by,
  );

const event = (type: "NoticeSent" | "NoticeFailed", notice: string): NewCaseEvent => {
  const header = { by: "tandem", at: by.now, enteredAt: by.now, notice };
  return type === "NoticeSent"
    ? { type, version: 1, header: { ...header, providerId: "p", textHash: "0", repeat: false } }
    : { type, version: 1, header: { ...header, error: "mail_refused" } };
};

describe("who gets the record of a strategy discussion", () => {
  it("keeps nothing from anybody without a reason", () => {
    expect(distribute(held())).toMatchObject({ ok: false, rule: "no-reason" });
    expect(distribute(held(), "Fictional.").ok).toBe(true);
  });

  it("is mailed to whoever has a mailbox, and is shared only when it left for the last of them (STAT-5)", () => {
    const decided = distribute(held(), "Fictional.");
    const state = stateAfter(decided);
    const [notice] = decided.ok ? decided.notices : [];
    expect(notice?.to).toEqual({ mailbox: { person: "referral-desk-officer" } });
    expect(decideShared(state, by).ok).toBe(false);
    const sent = applyEvent(state, event("NoticeSent", notice?.id ?? ""));
    const shared = stateAfter(decideShared(sent, by));
    expect(shared.steps.at(-1)).toMatchObject({ step: "minutes-shared", record: "discussion-1" });
    expect(decideShared(shared, by).ok).toBe(false);
  });

  it("that comes back after it was shared is owed again, and that stands in the case", () => {
    const decided = distribute(held(), "Fictional.");
    const [notice] = decided.ok ? decided.notices : [];
    if (notice === undefined) throw new Error("no mail was made");
    const sent = applyEvent(stateAfter(decided), event("NoticeSent", notice.id));
    expect(cameBack(notice, sent, by)).toEqual([]);
    const shared = stateAfter(decideShared(sent, by));
    const [back] = cameBack(notice, shared, by);
    expect(back?.header).toMatchObject({ step: "minutes-came-back", record: "discussion-1" });
    const failed = applyEvent(applyEvent(shared, event("NoticeFailed", notice.id)), back as NewCaseEvent);
    expect(decideShared(failed, by).ok).toBe(false);
  });
});
