import { describe, expect, it } from "vitest";
import { compartmentsOf } from "../../../src/domain/authority/need-to-know.ts";
import { accessTrail, trailFor } from "../../../src/domain/case/access-trail.ts";
import type { CaseEvent } from "../../../src/domain/case/case-event.ts";
import type { CaseState } from "../../../src/domain/case/case-state.ts";
import type { Decision } from "../../../src/domain/case/decide-answer.ts";
import { decideName } from "../../../src/domain/case/decide-named.ts";
import { decideUndelivered } from "../../../src/domain/case/decide-undelivered.ts";
import { decideAddendum } from "../../../src/domain/conferences/decide-addendum.ts";
import type { Meeting } from "../../../src/domain/meetings/meeting.ts";
import { at } from "../calendar/example-team.ts";
import { followingAt } from "../example-case.ts";
import { referIn, worldOf } from "../protocol/of-area.ts";

const fictown = worldOf("fictown");
let ids = 0;
const by = (local: string, world = fictown) => followingAt(at(local), world, () => `id-${(ids += 1)}`);

const conference: Meeting = {
  meeting: "conference",
  kind: "initial-conference",
  agency: "social-care",
  by: "fictown-conference-administrator",
  startsAt: at("2026-09-22 10:00"),
  wasAt: [],
  stands: "arranged",
  invitees: [],
};

const author = { person: "fictown-unit-officer", agency: "police" } as const;
const chair = { person: "fictown-conference-chair", agency: "social-care", as: "chair" } as const;

const opened = (named: CaseState["named"] = [chair], world = fictown): CaseState => {
  const { state } = referIn(world, { from: "police", entered: "2026-09-01 10:00" });
  return { ...state, named, meetings: [conference] };
};

const answers = [
  { field: "what is held back", text: "planted intelligence" },
  { field: "why sharing it would do harm", text: "planted operation" },
];
const raise = (state: CaseState, said = answers, world = fictown) =>
  decideAddendum(
    state,
    { note: "addendum-1", by: author, meeting: "conference", answers: said },
    by("2026-09-02 10:00", world),
  );
const raised = (state: CaseState): Decision => {
  const decided = raise(state);
  if (!decided.ok) throw new Error(decided.because);
  return decided;
};
const opens = (state: CaseState, person: string, agency: string): boolean =>
  compartmentsOf(state, { person, agency }).includes("addendum/addendum-1");

describe("a confidential addendum to a conference (S4-5)", () => {
  it("is read by the chair, the detective inspector and whoever raised it, and by nobody else of either agency", () => {
    const { state } = raised(opened());
    const readers = fictown.area.people.filter(({ person, agency }) => opens(state, person, agency));
    expect(readers.map(({ person }) => person)).toEqual([
      "fictown-conference-chair",
      "fictown-unit-officer",
      "fictown-inspector",
    ]);
  });

  it("tells each of its readers in person, and no channel, no team and no operator", () => {
    const { notices } = raised(opened());
    expect(notices.map(({ to, model }) => [to, model.kind])).toEqual([
      [{ installation: "council", person: "fictown-conference-chair" }, "note-for-you"],
      [{ installation: "police", person: "fictown-inspector" }, "note-for-you"],
    ]);
  });

  it("is no step of the case: no clock starts, nothing is learned, and no list shows that anything was done", () => {
    const before = opened();
    const { state, events } = raised(before);
    expect(events.map(({ type }) => type)).toEqual(["NoteAdded", "NoticeIssued", "NoticeIssued"]);
    const { addenda: _there, messages: _sent, ...after } = state;
    const { addenda: _none, messages: _before, ...same } = before;
    expect(after).toEqual(same);
  });

  it("without a chair waits for one: whoever is named as chair later may read it, and is told then", () => {
    const { state } = raised(opened([]));
    expect(opens(state, chair.person, "social-care")).toBe(false);
    const manager = { person: "fictown-team-manager", agency: "social-care" } as const;
    const decided = decideName(
      state,
      { person: chair.person, as: "chair", by: manager },
      by("2026-09-03 10:00"),
    );
    if (!decided.ok) throw new Error(decided.because);
    expect(opens(decided.state, chair.person, "social-care")).toBe(true);
    expect(decided.notices.map(({ to, model }) => [to, model.kind])).toContainEqual([
      { installation: "council", person: chair.person },
      "note-for-you",
    ]);
  });

  it("is not read by somebody of the police who is named as chair, nor by an inspector from whom the case is kept", () => {
    const inspector = fictown.area.people.find(({ person }) => person === "fictown-inspector");
    const excluded = inspector?.identities ?? [];
    const { state, notices } = raised({ ...opened(), restricted: true, excluded });
    expect(opens(state, "fictown-inspector", "police")).toBe(false);
    expect(notices).toHaveLength(1);
    const sergeant = { person: "fictown-sergeant", agency: "police", as: "chair" } as const;
    expect(opens({ ...state, named: [...state.named, sergeant] }, "fictown-sergeant", "police")).toBe(false);
  });

  it("says what is held back and why, or is refused with both on their fields", () => {
    const refused = raise(opened(), [{ field: "what is held back", text: " " }]);
    expect(refused).toMatchObject({
      ok: false,
      missing: [{ name: "what is held back" }, { name: "why sharing it would do harm" }],
    });
  });

  it("is there where a protocol has one: elsewhere the police are told to ring the chair", () => {
    const elsewhere = worldOf("exampleshire");
    expect(raise(opened([chair], elsewhere), answers, elsewhere)).toMatchObject({
      ok: false,
      rule: "not-in-this-protocol",
    });
  });

  it("that cannot be delivered alarms the operators of the council without saying that a note is there", () => {
    const { state, notices } = raised(opened());
    const [notice] = notices;
    if (notice === undefined) throw new Error("nobody was told");
    const failed = decideUndelivered(state, { notice, error: "channel_not_found" }, by("2026-09-02 10:01"));
    const alarm = JSON.stringify([failed.notices, failed.events]);
    expect(alarm).toContain("undelivered-alarm");
    expect(alarm).not.toContain("note-for-you");
  });

  it("and a try that was refused stand in the list of who has looked for its readers, and for the audit, alone", () => {
    const { state, events, notices } = raised(opened());
    const first = referIn(fictown, { from: "police", entered: "2026-09-01 10:00" }).events;
    const sent = notices.map(
      ({ id }) =>
        ({
          type: "NoticeSent",
          header: { by: "tandem", at: at("2026-09-02 10:00"), enteredAt: at("2026-09-02 10:00"), notice: id },
        }) as unknown as CaseEvent,
    );
    const tried = {
      type: "ActionRefused" as const,
      header: {
        by: author.person,
        at: at("2026-09-02 09:59"),
        enteredAt: at("2026-09-02 09:59"),
        ref: state.ref,
        surface: "slack",
        identity: { installation: "police", team: "T0POLICE", user: "U0FICTPOFFICER" },
        verb: "raise-addendum",
        because: ["S4-5"],
      },
    };
    const all = accessTrail(
      [tried],
      [...(first as unknown as CaseEvent[]), ...(events as unknown as CaseEvent[]), ...sent],
    );
    const notes = (list: typeof all) =>
      list.filter(
        (one) => (one.what === "message-sent" && one.kind === "note-for-you") || one.what === "refused",
      ).length;
    expect(notes(all)).toBe(3);
    const seenBy = (person: string, agency: string) =>
      notes(trailFor(all, compartmentsOf(state, { person, agency })));
    expect(seenBy("fictown-team-manager", "social-care")).toBe(0);
    expect(seenBy("fictown-inspector", "police")).toBe(3);
  });
});
