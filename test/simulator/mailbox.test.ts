import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTransport } from "nodemailer";
import type { PageMail } from "../../simulator/page/contract.ts";
import type { Originator } from "../../simulator/originator.ts";
import type { Workspace } from "../../simulator/workspace.ts";
import { recordStep } from "../support/act.ts";
import { byMail, withMailbox } from "../support/by-mail.ts";
import { planted } from "../support/planted.ts";
import { refer, socialWorker, type Speaking } from "../support/refer.ts";
import type { Browser } from "./browser.ts";
import { openDemonstration, type Demonstration } from "./page-world.ts";

let demonstration: Demonstration;
let browser: Browser;

beforeAll(async () => {
  demonstration = await openDemonstration("2026-09-01T10:00:00+01:00", {
    notices: byMail,
    area: withMailbox("encrypted"),
  });
  ({ browser } = demonstration);
});
afterAll(() => demonstration.close());

const sender = "duty-social-worker";
const world = () => {
  const open = demonstration.worlds.at(-1);
  if (open === undefined) throw new Error("there is no world");
  return open;
};

const named = <T>(all: ReadonlyMap<string, T>, name: string): T => {
  const found = all.get(name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};
const speaking = (): Speaking => {
  const { originators, workspaces } = world();
  return {
    council: named<Originator>(originators, "council"),
    police: named<Originator>(originators, "police"),
    workspace: (name): Workspace => named<Workspace>(workspaces, name),
  };
};

/** A step that a rule wants told by e-mail. */
const recordChecks = async (): Promise<string> => {
  const ref = await refer(speaking(), socialWorker);
  const direct = () => speaking().workspace("council").directMessages(socialWorker.user);
  await expect.poll(async () => (await direct()).length, { timeout: 10_000 }).toBe(1);
  const [message] = await direct();
  if (message === undefined) throw new Error("the sender was told nothing");
  await recordStep(speaking(), socialWorker, message, { step: "checks-recorded", note: planted.discussed });
  return ref;
};

const received = async (): Promise<readonly PageMail[]> => (await browser.state(sender)).mails.received;

describe("the mailbox of the demonstration", () => {
  test("is empty at first, and the page says so", async () => {
    expect(await received()).toEqual([]);
  });

  test("shows a mail where it went, what it says, and its locked file with what opens it", async () => {
    const changes = await browser.follow();
    const before = changes.versions.length;
    const ref = await recordChecks();
    await expect.poll(async () => (await received()).length, { timeout: 15_000 }).toBe(1);
    const [mail] = await received();
    expect(mail).toMatchObject({
      number: 1,
      to: "referrals@exampleland-police.example",
      when: "Tue 10:00 BST",
    });
    expect(mail?.subject).toBe(`${ref}: Our records and intelligence are checked, Exampleshire (fictional)`);
    expect(mail?.text).toContain("The details are in the attached document.");
    expect(mail?.text).not.toContain(planted.discussed);
    expect(mail?.files.map(({ name }) => name)).toEqual([`${ref}.pdf`]);
    expect((await browser.state(sender)).mails.passphrase).toBe("for the demonstration");
    await expect.poll(() => changes.versions.length).toBeGreaterThan(before);
    changes.stop();
  });

  test("gives a PDF to be opened, to the page alone", async () => {
    const [mail] = await received();
    const url = new URL(mail?.files[0]?.href ?? "", demonstration.url);
    const file = await fetch(url);
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(file.headers.get("content-disposition")).toMatch(/^inline; filename\*=UTF-8''.+\.pdf$/);
    expect(Buffer.from(await file.arrayBuffer()).toString("latin1")).toMatch(/^%PDF.*\/AESV3/s);
    const elsewhere = await fetch(url, { headers: { origin: "https://example.org" } });
    expect(elsewhere.status).toBe(403);
    for (const wrong of ["mail=2&file=0", "mail=1&file=1", "mail=1", ""])
      expect((await fetch(`${demonstration.url}api/mail-file?${wrong}`)).status).toBe(404);
  });

  test("gives an invitation to be kept, once, and nothing of a mail runs in the page", async () => {
    const { port } = world().mail.mailbox;
    const posting = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
    await posting.sendMail({
      from: "tandem@demonstration.example",
      to: "planted@school.example",
      subject: "Planted invitation",
      text: "Planted text.",
      icalEvent: { method: "REQUEST", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n" },
      attachments: [{ filename: "planted.html", contentType: "text/html", content: "<script></script>" }],
    });
    const [mail] = await received();
    expect(mail).toMatchObject({
      number: 2,
      to: "planted@school.example",
      text: expect.stringContaining("Planted") as string,
    });
    expect(mail?.files.map(({ name }) => name).toSorted()).toEqual(["invite.ics", "planted.html"]);
    for (const { href } of mail?.files ?? []) {
      const file = await fetch(new URL(href, demonstration.url));
      expect(file.headers.get("content-type")).toBe("application/octet-stream");
      expect(file.headers.get("content-disposition")).toMatch(/^attachment; /);
      await file.arrayBuffer();
    }
  });

  test("goes with its world: a reset leaves no mail, and nothing listens where it was", async () => {
    const { port } = world().mail.mailbox;
    await browser.reset();
    expect(await received()).toEqual([]);
    expect(world().mail.mailbox.port).not.toBe(port);
    const posting = createTransport({ host: "127.0.0.1", port, secure: false, ignoreTLS: true });
    await expect(posting.verify()).rejects.toThrow("ECONNREFUSED");
  });
});
