import { describe, expect, it } from "vitest";
import { decideOpening } from "../../../src/domain/desk/decide-desk.ts";
import { decideRedact } from "../../../src/domain/desk/decide-redact.ts";
import type { DeskEvent } from "../../../src/domain/desk/desk-event-schemas.ts";
import { foldDesk } from "../../../src/domain/desk/desk-state.ts";
import type { HandOverList } from "../../../src/domain/desk/hand-over-list.ts";
import { at, calendar } from "../calendar/example-team.ts";
import { area } from "../example-case.ts";

const desk = { area: "exampleshire", slot: "police.child-referral-team" };
const [kept, other] = ["7K2M-4XQD", "K7M2-9QXD"];
const worker = "referral-desk-officer";

const listAt = (local: string): HandOverList => ({
  withNobody: [kept, other].map((ref) => ({ ref, urgency: "standard", agency: "police", minutes: 10 })),
  taken: [{ ref: kept, how: "picked-up", by: worker, at: at(local) }],
  decisions: [{ ref: kept, what: "joint", by: worker, at: at(local) }],
  open: [{ ref: kept, rule: "S2-11", dueAt: at(local) }],
  openInAll: 2,
});

const deciding = (local: string) => {
  let id = 0;
  return { desk, area, calendar, now: at(local), nextId: () => `${local}-${(id += 1)}` };
};

const events: DeskEvent[] = [];
for (const local of ["2026-09-01 08:30", "2026-09-02 08:30"]) {
  const gathered = { since: at("2026-08-28 16:30"), list: listAt(local) };
  events.push(...decideOpening(foldDesk(events), gathered, deciding(local)).events);
}

describe("a case that must be kept from somebody at a desk", () => {
  const redacted = decideRedact(foldDesk(events), kept, deciding("2026-09-02 10:00"));

  it("is taken off every list that still stands in the channel, in place, and the others stay", () => {
    expect(redacted.notices).toHaveLength(2);
    expect(redacted.notices.every(({ edits }) => edits !== undefined)).toBe(true);
    const shown = JSON.stringify(redacted.notices.map(({ model }) => model));
    expect(shown).not.toContain(kept);
    expect(shown).toContain(other);
  });

  it("is on no list that is edited later, such as by whoever signs for it", () => {
    const after = foldDesk([...events, ...redacted.events]);
    expect(JSON.stringify([after.last, after.earlier])).not.toContain(kept);
  });

  it("is not looked for twice", () => {
    const after = foldDesk([...events, ...redacted.events]);
    expect(decideRedact(after, kept, deciding("2026-09-02 10:05"))).toMatchObject({
      events: [],
      notices: [],
    });
  });
});
