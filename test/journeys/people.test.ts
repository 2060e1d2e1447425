import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decideLeaving } from "../../src/domain/people/decide-people.ts";
import { peopleCommand } from "../../src/cli/people.ts";
import { keepPeople } from "../../src/casework/follow-people.ts";
import type { Message } from "../../simulator/message.ts";
import {
  accessTo,
  onlyMessage,
  openWindow,
  pickUp,
  press,
  recorded,
  sendForm,
  windowOf,
} from "../support/act.ts";
import {
  closeWindows,
  colleague,
  deskOfficer,
  nightWorker,
  openReferral,
  refer,
  socialWorker,
  textOf,
  type Sender,
} from "../support/refer.ts";
import { openStage, usualAnswers, type Stage } from "../support/stage.ts";

vi.setConfig({ testTimeout: 60_000 });

const header = "person,name,agency,area,roles,teams,from,until,installation,team_id,user_id";
const joiner: Sender = { installation: "council", user: "U0STRANGERCOUNCIL", channel: "C0CDUTY" };
const newWorker =
  "demo-joiner,Demo Joiner,social-care,exampleshire,duty-worker,social-care.duty-team,,,council,T0COUNCIL,U0STRANGERCOUNCIL";
const folder = mkdtempSync(path.join(tmpdir(), "tandem-people-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let stage: Stage;
beforeEach(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.close());

const people = (...words: readonly string[]) => peopleCommand(stage.bot.services.context, words);
const importing = (lines: readonly string[], ...options: readonly string[]) => {
  const file = path.join(folder, "list.csv");
  writeFileSync(file, [header, ...lines].join("\n"));
  return people("import", file, ...options);
};
const leaves = (person: string) => people("leave", person, "--because", "moved", "away");
const command = async (who: Sender, name: string, text = ""): Promise<string> => {
  await closeWindows(stage, who);
  const { installation, user, channel } = who;
  await stage[installation].slash({ user, channel, command: name, text });
  return windowOf(stage, who);
};
const readAll = async (): Promise<void> => {
  await stage.settled();
  for (const place of ["C0CDUTY", "C0CNIGHT", "U0CWORKER", "U0CNIGHT", joiner.user])
    await stage.unread("council", place);
  for (const place of ["C0PREFER", "C0PCONTROL", "U0PDESK"]) await stage.unread("police", place);
};

describe("a list of people", () => {
  it("first says what it would change; then whoever joins may refer at once, and doing it again changes nothing", async () => {
    const says = "new  demo-joiner: Demo Joiner; exampleshire: duty worker, in social-care.duty-team";
    expect(await command(joiner, "/referral")).toContain("You are not registered");
    expect(await importing([newWorker], "--dry-run")).toEqual([
      says,
      expect.stringContaining("not in the list:"),
      "1 person in the list; nothing was changed (--dry-run)",
    ]);
    expect(await command(joiner, "/referral")).toContain("You are not registered");
    expect((await importing([newWorker])).at(-1)).toBe("1 change made; 1 in the list");
    expect((await importing([newWorker])).at(-1)).toBe("0 changes made; 1 in the list");
    expect(await people("list", "exampleshire")).toContain(
      "demo-joiner  Demo Joiner (social-care): exampleshire: duty worker, in social-care.duty-team",
    );
    await refer(stage, joiner);
    expect(stage.bot.services.context.reference.area("exampleshire").area.people.at(-1)?.person).toBe(
      "demo-joiner",
    );
    await readAll();
  });

  it("with a fault in it changes nothing, and says them all", async () => {
    const wrong = importing([newWorker, newWorker.replace("demo-joiner", "demo-2"), "x,,,,,,,,,,"]);
    await expect(wrong).rejects.toThrow(/Nothing was changed[^]*line 3, user_id[^]*line 4, name/);
    expect((await people("list")).join("\n")).not.toContain("demo-joiner");
  });

  it("holds from its first day until its last", async () => {
    await importing([newWorker.replace(",,,council", ",2026-09-02,2026-09-03,council")]);
    const refused = "You are registered, but not for making referrals";
    expect(await command(joiner, "/referral")).toContain(refused);
    stage.at("2026-09-02T10:00:00+01:00");
    await refer(stage, joiner);
    await keepPeople(stage.bot.services.context);
    expect(stage.bot.services.context.reference.area("exampleshire").area.people.at(-1)?.person).toBe(
      "demo-joiner",
    );
    stage.at("2026-09-04T00:00:00+01:00");
    expect(await command(joiner, "/referral")).toContain(refused);
    await keepPeople(stage.bot.services.context);
    expect(textOf(stage.bot.services.context.reference.area("exampleshire").area.people)).not.toContain(
      "demo-joiner",
    );
    await readAll();
  });

  it("lets those of its agencies and areas leave who are not in it, and nobody of the other agency", async () => {
    const says = await importing([newWorker], "--leavers");
    expect(says).toContain("leaves  duty-social-worker: Demo Social Worker");
    expect(says.join("\n")).not.toContain("referral-desk-officer");
    expect(await command(socialWorker, "/worklist")).toContain("You are not registered");
    expect(await command(deskOfficer, "/worklist")).not.toContain("You are not registered");
  });
});

describe("somebody who has left", () => {
  it("is refused in the form that they had open, with whom to ring, and in everything else", async () => {
    await openReferral(stage, colleague);
    expect(await leaves("second-social-worker")).toEqual([
      "second-social-worker has left, and is cut off now",
    ]);
    const sent = await sendForm(stage, colleague, usualAnswers);
    expect(JSON.stringify(sent.errors) + textOf(stage.workspace("council").modal(colleague.user))).toContain(
      "You are not registered with Tandem, so nothing was recorded.",
    );
    expect(await recorded(stage, "ReferralRecorded")).toBe(0);
    for (const name of ["/referral", "/worklist", "/tandem-calendar", "/tandem-people"])
      expect(await command(colleague, name)).toContain("You are not registered with Tandem");
    expect(await leaves("second-social-worker")).toEqual(["second-social-worker had left already"]);
    await expect(leaves("nobody-at-all")).rejects.toThrow('There is nobody "nobody-at-all"');
  });

  it("is refused at the button that they were sent, and that is written down", async () => {
    const ref = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await leaves("referral-desk-officer");
    expect(await pickUp(stage, deskOfficer, post)).toMatch(
      /You are not registered with Tandem.* Ring: .*01632 960101/,
    );
    expect(await openWindow(stage, deskOfficer, post, "read-referral")).toContain("You are not registered");
    expect(await command(deskOfficer, "/case", ref)).toContain("You are not registered");
    expect(await accessTo(stage, ref)).toEqual(
      Array.from({ length: 3 }, () => ({ person: "referral-desk-officer", what: "ActionRefused" })),
    );
    expect(await recorded(stage, "PickedUp")).toBe(0);
    await readAll();
  });

  it("is not told by the rota that still names them: the safe default is", async () => {
    await leaves("sergeant-on-call");
    stage.at("2026-09-01T20:00:00+01:00");
    await refer(stage, nightWorker);
    await stage.settled();
    expect(await stage.unread("police", "U0PSERGEANT")).toEqual([]);
    const [route] = await stage.query(sql`SELECT header FROM events WHERE type = 'RouteTaken'`, {
      header: z.string(),
    });
    expect(route?.header).toContain("inspector-for-the-area");
    expect(route?.header).not.toContain("sergeant-on-call");
    await stage.unread("police", "U0PINSPECTOR");
    await readAll();
  });

  it("is cut off in every process: one that did not hear of it reads the register each time", async () => {
    const { context } = stage.bot.services;
    const { operators } = context.reference.area("exampleshire").area;
    const ref = await refer(stage, socialWorker);
    await onlyMessage(stage, "council", socialWorker.user);
    // As another process would: nothing in this one is told of it.
    await context.people.change("duty-social-worker", "exampleshire", (known) =>
      decideLeaving(known, "moved away", { by: "elsewhere", now: context.clock.dutyNow() }),
    );
    expect(await command(socialWorker, "/case", ref)).toContain("You are not registered");
    const post = await onlyMessage(stage, "police", "C0PREFER");
    await pickUp(stage, deskOfficer, post);
    await stage.settled();
    expect(await stage.unread("council", socialWorker.user)).toEqual([]);
    await readAll();
    await stage.unread(operators.installation === "council" ? "council" : "police", operators.channel);
  });
});

describe("a person in two workspaces", () => {
  it("is one person: they pick up by one of their accounts, and have it by the other", async () => {
    const both = (installation: string, team: string, user: string) =>
      `demo-both,Demo Both,police,exampleshire,duty-worker,police.child-referral-team,,,${installation},${team},${user}`;
    await importing([
      both("police", "T0POLICE", "U0STRANGERPOLICE"),
      both("council", "T0COUNCIL", "U0STRANGERCOUNCIL"),
    ]);
    const inPolice: Sender = { installation: "police", user: "U0STRANGERPOLICE", channel: "C0PREFER" };
    const first = await refer(stage, socialWorker);
    const post = await onlyMessage(stage, "police", "C0PREFER");
    expect(await pickUp(stage, inPolice, post)).toBe("");
    await readAll();
    const second = await refer(stage, socialWorker);
    await stage.settled();
    await stage.unread("police", "C0PREFER");
    expect(await command(joiner, "/case", second)).toContain("dealing with this");
    await stage.council.pressInModal({ user: joiner.user, actionId: "pick-up-from-case" });
    await expect.poll(() => recorded(stage, "PickedUp")).toBe(2);
    for (const who of [inPolice, joiner]) {
      const mine = await command(who, "/worklist");
      for (const ref of [first, second]) expect(mine).toContain(ref);
    }
    await readAll();
    await stage.settled();
    await stage.unread("police", inPolice.user);
  });
});

describe("somebody of another organisation in a shared channel", () => {
  const outsider = { id: "U0PDESK", name: "outsider", teamId: "T0ELSEWHERE" };

  it("is refused with whom to ring and without a word of the case; the attempt is written down", async () => {
    const ref = await refer(stage, socialWorker);
    const post: Message = await onlyMessage(stage, "police", "C0PREFER");
    const before = stage.workspace("police").ephemerals().length;
    await stage.police.press({ user: outsider, channel: post.channel, ts: post.ts, actionId: "pick-up" });
    await expect.poll(() => stage.workspace("police").ephemerals().length).toBe(before + 1);
    const [told] = stage.workspace("police").ephemerals().slice(before);
    expect(told?.text).toMatch(
      /^You are not registered with Tandem, so nothing was recorded\..* Ring: .*01632/,
    );
    expect(told?.text).not.toContain(ref);
    expect(await accessTo(stage, ref)).toEqual([{ person: "unregistered", what: "ActionRefused" }]);
    expect(await recorded(stage, "PickedUp")).toBe(0);
    await press(stage, { installation: "police", user: "U0STRANGERPOLICE" }, post, "pick-up");
    await expect.poll(async () => (await accessTo(stage, ref)).length).toBe(2);
    await readAll();
  });
});
