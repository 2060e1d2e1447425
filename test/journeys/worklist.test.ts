import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { millisecondsIn, plusMilliseconds } from "../../src/domain/instant.ts";
import type { NewCaseEvent } from "../../src/domain/case/case-event.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import { onlyMessage, openWindow, windowOf } from "../support/act.ts";
import { ringOf } from "../support/open-store.ts";
import { planted } from "../support/planted.ts";
import {
  closeWindows,
  colleague,
  deskOfficer,
  refer,
  secondOfficer,
  socialWorker,
  textOf,
  type Sender,
} from "../support/refer.ts";
import { randomIds, sampleCase, tuesday } from "../support/sample-case.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const nothing = "There is nothing here that you can open. If a child may be at risk, ring the duty team.";
const inOfficeHours = "2026-09-01T10:00:00+01:00";
const manager: Sender = { installation: "council", user: "U0CMANAGER", channel: "C0CDUTY" };

const type = async (who: Sender, command: "/worklist" | "/case", text = ""): Promise<string> => {
  await closeWindows(stage, who);
  const { user, channel } = who;
  expect((await stage[who.installation].slash({ user, channel, command, text })).status).toBe(200);
  return windowOf(stage, who);
};

type Press = { readonly actionId: string; readonly forgedValue?: string };

/** Presses in the visible window, and answers it once it shows something else, or another lies on top of it. */
const pressIn = async (who: Sender, press: Press): Promise<string> => {
  const shown = () => stage.workspace(who.installation).modal(who.user);
  const before = shown()?.["hash"];
  const answer = await stage[who.installation].pressInModal({ user: who.user, ...press });
  expect(answer.status).toBe(200);
  await expect.poll(() => shown()?.["hash"], { timeout: 5_000 }).not.toBe(before);
  return windowOf(stage, who);
};

/** The references of the cases that a window lists, in order. */
const listed = (shown: string): readonly string[] =>
  [...shown.matchAll(/"block_id":"case-(\w{4}-\w{4})"/g)].map(([, ref]) => ref ?? "");

const referred = async (answers: Parameters<typeof refer>[2] = {}) => {
  stage.at(inOfficeHours);
  const ref = await refer(stage, socialWorker, answers);
  const post = await onlyMessage(stage, "police", "C0PREFER");
  const own = await onlyMessage(stage, "council", "U0CWORKER");
  return { ref, post, own };
};

/** Cases that are in the record already, each a day later than the one before, without a message about them. */
const recordedBefore = async (count: number): Promise<readonly string[]> => {
  const [pinned] = await stage.query(sql`SELECT hash FROM versions WHERE kind = 'protocol'`, {
    hash: z.string(),
  });
  const pin = (event: NewCaseEvent): readonly NewCaseEvent[] => {
    if (event.type === "NoticeIssued") return [];
    if (event.type !== "ReferralRecorded") return [event];
    return [{ ...event, header: { ...event.header, protocolHash: pinned?.hash ?? "" } }];
  };
  const cases = createCaseStore({
    sql: stage.database.sql,
    ids: randomIds,
    keys: ringOf("story"),
    auditKey: new Uint8Array(32),
  });
  const refs: string[] = [];
  for (let day = 0; day < count; day += 1) {
    const now = plusMilliseconds(tuesday, (day - 60) * 24 * millisecondsIn.hour);
    const { created, commit } = sampleCase({ now });
    await cases.open(created, { events: commit.events.flatMap(pin), notices: [] });
    refs.push(created.ref);
  }
  return refs;
};

describe("/worklist", () => {
  it("pages through 25 cases, what is overdue first, while a new one arrives, and goes back to the first page", async () => {
    stage.at(inOfficeHours);
    const expected = await recordedBefore(25);
    const first = await type(secondOfficer, "/worklist");
    expect(first).toContain("You have no cases.");
    const page = await pressIn(secondOfficer, { actionId: "worklist-team" });
    expect(page).toContain("Overdue since");
    expect(listed(page)).toHaveLength(10);
    const { ref } = await referred();
    const second = await pressIn(secondOfficer, { actionId: "worklist-next" });
    const third = await pressIn(secondOfficer, { actionId: "worklist-next" });
    const all = [page, second, third].flatMap(listed);
    expect(new Set(all).size).toBe(all.length);
    expect(all.toSorted()).toEqual([...expected, ref].toSorted());
    expect(all.at(-1)).toBe(ref);
    expect(third).not.toContain("worklist-next");
    expect(listed(await pressIn(secondOfficer, { actionId: "worklist-first" }))).toEqual(listed(page));
  });

  it("shows what is mine, and opens a case on top of the list, with the forms on top of that", async () => {
    const { ref, post } = await referred({ "immediate-risk": "yes" });
    await type(deskOfficer, "/case", ref);
    const had = await pressIn(deskOfficer, { actionId: "pick-up-from-case" });
    expect(had).toContain("Demo Referral Desk Officer has had it since Tue 1 Sep 2026 10:00 BST.");
    expect(had).not.toContain("pick-up-from-case");
    await onlyMessage(stage, "council", "U0CWORKER");
    const mine = await type(deskOfficer, "/worklist");
    expect(listed(mine)).toEqual([ref]);
    expect(mine).toContain("urgent: immediate risk. Demo Referral Desk Officer has it.");
    await pressIn(deskOfficer, { actionId: "open-case" });
    const read = await pressIn(deskOfficer, { actionId: "read-referral" });
    expect(read).toContain(planted.concerns);
    // A fourth window would be refused by Slack: the form takes the third one's place.
    expect(await pressIn(deskOfficer, { actionId: "open-risk" })).toContain("Why do you say so?");
    expect(post.channel).toBe("C0PREFER");
  });

  it("shows an excluded person, a person of another area and the teams of a restricted case nothing of it", async () => {
    const { ref } = await referred({ excluded: ["U0CSECOND"] });
    stage.at(inOfficeHours);
    const restricted = await refer(stage, socialWorker, { about: "yes" });
    await onlyMessage(stage, "police", "U0PINSPECTOR");
    await onlyMessage(stage, "council", "U0CWORKER");
    await stage.query(
      sql`UPDATE people SET details = replace(details::text, 'exampleshire', 'elsewhere')::jsonb
          WHERE id = 'team-manager'`,
      {},
    );
    const everything = async (who: Sender): Promise<string> => {
      await type(who, "/worklist");
      let shown = await pressIn(who, { actionId: "worklist-team" });
      let all = shown;
      while (shown.includes("worklist-next")) {
        shown = await pressIn(who, { actionId: "worklist-next" });
        all += shown;
      }
      return all;
    };
    const seenByWorker = await everything(socialWorker);
    expect(seenByWorker).toContain(ref);
    expect(seenByWorker).toContain(restricted);
    const seenByColleague = await everything(colleague);
    expect(listed(seenByColleague).length).toBeGreaterThan(20);
    expect(seenByColleague).not.toContain(ref);
    expect(seenByColleague).not.toContain(restricted);
    const seenByOfficer = await everything(secondOfficer);
    expect(seenByOfficer).toContain(ref);
    expect(seenByOfficer).not.toContain(restricted);
    expect(listed(await everything(manager))).toEqual([]);
    const wordsFor = async (who: Sender, one: string): Promise<string> => {
      const view = JSON.parse(await type(who, "/case", one)) as {
        readonly blocks: readonly { text: unknown }[];
      };
      return textOf(view.blocks.map(({ text }) => text));
    };
    const none = await wordsFor(socialWorker, "0000-0000");
    expect(none).toContain(nothing);
    expect(await wordsFor(colleague, ref)).toBe(none);
    expect(await wordsFor(colleague, restricted)).toBe(none);
    expect(await wordsFor(manager, ref)).toBe(none);
    expect(await wordsFor(secondOfficer, restricted)).toContain(nothing);
  });
});

it.each(["all", "mine/2026-99-99T10:00:00.000Z/0000-0000", "team/2026-09-01T10:00:00.000Z/not-a-ref"])(
  "a button of the list that carries %s is not one of ours",
  async (forgedValue) => {
    await type(deskOfficer, "/worklist");
    const shown = await pressIn(deskOfficer, { actionId: "worklist-mine", forgedValue });
    expect(shown).toContain("This button is not one of Tandem's.");
  },
);

describe("/case", () => {
  it("shows how a case stands and why, however the ref is typed, and keeps nothing of what is typed after it", async () => {
    const { ref } = await referred();
    const typed = `${ref.toLowerCase().replace("-", " ")} ${planted.child}`;
    const card = await type(deskOfficer, "/case", typed);
    expect(card).toContain("Next: press *I'm dealing with this*.");
    expect(card).toContain("Child Referral Team: nobody yet.");
    expect(card).not.toContain("Hand back");
    const why = await pressIn(deskOfficer, { actionId: "open-why" });
    expect(why).toContain("(S2-11): due Wed 2 Sep 2026 10:00 BST");
    const sender = await type(socialWorker, "/case", ref);
    expect(sender).not.toContain("pick-up-from-case");
    expect(sender).toContain("Told by telephone");
  });

  it("says that a ref is mistyped, and not whether there is a case", async () => {
    const { ref } = await referred();
    const slip = `${ref.slice(0, 8)}${ref.endsWith("0") ? "1" : "0"}`;
    expect(await type(deskOfficer, "/case", "")).toContain("This is not a Tandem ref.");
    for (const typed of [slip, planted.child]) {
      const shown = await type(deskOfficer, "/case", typed);
      expect(shown).toContain("This is not a Tandem ref.");
      expect(shown).not.toContain(typed);
    }
  });

  it("draws itself anew, and says who was quicker", async () => {
    const { ref, post } = await referred();
    await type(secondOfficer, "/case", ref);
    await openWindow(stage, deskOfficer, post, "read-referral");
    await type(deskOfficer, "/case", ref);
    await pressIn(deskOfficer, { actionId: "pick-up-from-case" });
    const late = await pressIn(secondOfficer, { actionId: "pick-up-from-case" });
    expect(late).toContain("Somebody already has this.");
    expect(late).toContain("Demo Referral Desk Officer has had it since");
    await onlyMessage(stage, "council", "U0CWORKER");
    stage.at("2026-09-01T10:30:00+01:00");
    expect(await pressIn(secondOfficer, { actionId: "redraw-case" })).toContain(
      "*As it stood* Tue 1 Sep 2026 10:30 BST",
    );
  });
});
