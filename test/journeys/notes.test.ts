import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { onlyMessage, recordForm, sendForm } from "../support/act.ts";
import { openFromCard, viewSent } from "../support/case-window.ts";
import {
  colleague,
  deskOfficer,
  operator,
  refer,
  secondOfficer,
  sergeant,
  socialWorker,
  type Sender,
} from "../support/refer.ts";
import { openStage, type Stage } from "../support/stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ stillTimers: true });
  stage.at("2026-09-01T10:00:00+01:00");
});
afterEach(() => stage.nothingUnread());
afterAll(() => stage.close());

const referred = async (): Promise<string> => {
  const ref = await refer(stage, socialWorker);
  await onlyMessage(stage, "police", "C0PREFER");
  await onlyMessage(stage, "council", "U0CWORKER");
  return ref;
};

type Note = { readonly reads: string; readonly readers?: readonly string[]; readonly text: string };

const note = async (who: Sender, ref: string, values: Note): Promise<void> => {
  await openFromCard(stage, who, ref, "open-note");
  await recordForm(stage, who, values);
};

const read = (who: Sender, ref: string): Promise<string> => openFromCard(stage, who, ref, "read-referral");

/** The window that somebody reads the referral in, as the bot sent it. */
const sent = async (who: Sender, ref: string): Promise<string> => {
  await read(who, ref);
  return viewSent(stage, who);
};

const everybody = [socialWorker, colleague, deskOfficer, secondOfficer, sergeant, operator];
const ofThePolice = [deskOfficer, secondOfficer, sergeant, operator];

/** Who of everybody finds a text below the referral. */
const readersOf = async (ref: string, text: string): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const who of everybody) if ((await read(who, ref)).includes(text)) found.push(who.user);
  return found;
};
const users = (people: readonly Sender[]): readonly string[] => people.map(({ user }) => user);

describe("a note", () => {
  it("says below each choice who will see it, in the words of the writer's own agency", async () => {
    const ref = await referred();
    const police = await openFromCard(stage, deskOfficer, ref, "open-note");
    expect(police).toContain("The police alone");
    expect(police).toContain("Social care cannot see it, nor that it is there");
    const council = await openFromCard(stage, socialWorker, ref, "open-note");
    expect(council).toContain("Social care alone");
    expect(council).toContain("The police cannot see it, nor that it is there");
  });

  it("for both agencies is read by both, with who wrote it and when", async () => {
    const ref = await referred();
    await note(deskOfficer, ref, { reads: "both agencies", text: "plantednote for all" });
    expect(await read(socialWorker, ref)).toContain(
      "*Note by Demo Referral Desk Officer, Tue 1 Sep 2026 10:00 BST. Can be read by both agencies*\\nplantednote for all",
    );
    expect(await readersOf(ref, "plantednote for all")).toEqual(users(everybody));
  });

  it("of the police alone is in no window of social care, neither its words nor that it is there", async () => {
    const ref = await referred();
    const before = await sent(socialWorker, ref);
    await note(deskOfficer, ref, { reads: "own agency", text: "plantednote of the police" });
    expect(await sent(socialWorker, ref)).toBe(before);
    expect(await read(deskOfficer, ref)).toContain(
      "*Note by you, Tue 1 Sep 2026 10:00 BST. Can be read by the police alone*\\nplantednote of the police",
    );
    expect(await readersOf(ref, "plantednote of the police")).toEqual(users(ofThePolice));
    const found = await stage.query(
      sql`SELECT compartment FROM events WHERE stream = ${`case/${ref}`} AND type = 'NoteAdded'`,
      { compartment: z.string() },
    );
    expect(found).toEqual([{ compartment: "police" }]);
  });

  it("of social care alone is not the police's", async () => {
    const ref = await referred();
    await note(colleague, ref, { reads: "own agency", text: "plantednote of social care" });
    expect(await readersOf(ref, "plantednote of social care")).toEqual(["U0CWORKER", "U0CSECOND"]);
  });

  it("for a few people by name is read and known of by them alone, across the agencies", async () => {
    const ref = await referred();
    const before = await sent(secondOfficer, ref);
    const form = await openFromCard(stage, deskOfficer, ref, "open-note");
    expect(form).toContain("Demo Social Worker");
    expect(form).not.toContain("Demo Referral Desk Officer");
    await recordForm(stage, deskOfficer, {
      reads: "named people",
      readers: ["duty-social-worker", "sergeant-on-call"],
      text: "plantednote for a few",
    });
    for (const [installation, place] of [
      ["council", "U0CWORKER"],
      ["police", "U0PSERGEANT"],
    ] as const)
      expect((await onlyMessage(stage, installation, place)).text).toContain(
        `Demo Referral Desk Officer has written a note on ${ref}`,
      );
    expect(await readersOf(ref, "plantednote for a few")).toEqual(["U0CWORKER", "U0PDESK", "U0PSERGEANT"]);
    expect(await read(socialWorker, ref)).toContain(
      "Can be read by you, Demo Referral Desk Officer and Demo Detective Sergeant*",
    );
    expect(await sent(secondOfficer, ref)).toBe(before);
  });

  it("is not sent when people are chosen and it is for others, or nobody is chosen: nothing is lost", async () => {
    const ref = await referred();
    await openFromCard(stage, deskOfficer, ref, "open-note");
    const nobody = await sendForm(stage, deskOfficer, { reads: "named people", text: "plantednote" });
    expect(nobody.errors).toEqual({ readers: "Choose who may read it." });
    const both = await sendForm(stage, deskOfficer, {
      reads: "both agencies",
      readers: ["sergeant-on-call"],
    });
    expect(Object.keys(both.errors)).toEqual(["reads"]);
  });
});
