import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { protocolCommand } from "../../src/cli/protocol.ts";
import { UserError } from "../../src/errors.ts";
import { parseInstant } from "../../src/domain/instant.ts";

const shipped = fileURLToPath(new URL("../..", import.meta.url));
const protocolFile = "protocols/leicester-leicestershire-rutland.yaml";
const areaFile = "areas/exampleshire.yaml";
const made: string[] = [];
const now = parseInstant("2026-09-01T10:00:00+01:00");

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Change = readonly [file: string, from: string, to: string];

const copyWith = (...changes: readonly Change[]): string => {
  const root = mkdtempSync(path.join(tmpdir(), "tandem-protocols-"));
  made.push(root);
  for (const one of ["protocols", "areas"])
    cpSync(path.join(shipped, one), path.join(root, one), { recursive: true });
  for (const [file, from, to] of changes) {
    const text = readFileSync(path.join(root, file), "utf8");
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    writeFileSync(path.join(root, file), text.replace(from, to));
  }
  return root;
};

const run = (words: readonly string[]): string => protocolCommand(words, { root: shipped, now }).join("\n");

const check = (...changes: readonly Change[]): string =>
  run(["check", path.join(copyWith(...changes), protocolFile)]);
const refused = (work: () => unknown): string => {
  try {
    work();
  } catch (fault) {
    if (fault instanceof UserError) return fault.message;
    throw fault;
  }
  throw new Error("it was not refused");
};

describe("tandem protocol check", () => {
  it("calls a sound protocol sound, and says how many areas work by it", () => {
    expect(check()).toBe(
      "Joint enquiries between children's social care and the police (Leicester, Leicestershire and Rutland): sound, 0 warnings, 1 area works by it",
    );
  });

  it("says every fault at once, each with file, line and path, and what to write instead", () => {
    const says = refused(() =>
      check(
        [
          protocolFile,
          "    metBy: { step: acknowledged,",
          "    remiders: [at due]\n    metBy: { step: acknowledged,",
        ],
        [protocolFile, "    source: section 4, bullet 4\n", ""],
        [protocolFile, "within: 24 hours", "within: 24 moons"],
      ),
    );
    expect(says).toMatch(/leicester[^ ]*:\d+ clocks\.3\.remiders: "remiders" is not a word of this file/);
    expect(says).toContain('Did you mean "reminders"? The words here are rule, source, says,');
    expect(says).toContain("routes.0.source:");
    expect(says).toContain('Write "source:" here. See docs/protocol-language.md, "routes".');
    expect(says).toContain('clocks.2.due.within: "24 moons" is not a length of time.');
    expect(says).toContain("3 faults: it is not put in force");
  });

  it("warns of a review date that has passed", () => {
    const says = check([
      protocolFile,
      "edition: April 2019\n",
      "edition: April 2019\n    reviewDue: 2026-08-31\n",
    ]);
    expect(says).toContain("was to be reviewed by 2026-08-31");
    expect(says).toContain("Ask the partnership for the new edition");
    expect(
      check([protocolFile, "edition: April 2019\n", "edition: April 2019\n    reviewDue: 2026-09-01\n"]),
    ).toContain("0 warnings");
  });

  it("warns of a slot that an area of it does not fill", () => {
    expect(check([areaFile, "  police.operations-room:\n", "  police.night-room:\n"])).toMatch(
      /exampleshire\.yaml:\d+ slots: "police.operations-room" is not filled/,
    );
  });

  it("warns of a gap in hours: a night service that begins after the day team has gone", () => {
    const hours = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(
      (day) => `      ${day}: [{ open: "00:00", close: "08:30" }, { open: "17:00", close: "24:00" }]\n`,
    );
    const text = readFileSync(path.join(shipped, areaFile), "utf8");
    const [always = ""] = /hours: &always\n(?: {6}.*\n)+/.exec(text) ?? [];
    const says = check([areaFile, always, `hours: &always\n${hours.join("")}      bankHolidays: as usual\n`]);
    expect(says).toContain(
      "slots.social-care.out-of-hours.hours: a gap in hours: S2-16 leads to this team while it is closed",
    );
    expect(says).toContain("from Fri 4 Sep 2026 16:30 BST to Fri 4 Sep 2026 17:00 BST, and ");
  });

  it("warns of a hole in a rota within the next 60 days, and not of one after that", () => {
    const from =
      'from: "2026-07-01T00:00:00+01:00", to: "2029-01-01T00:00:00+00:00", person: sergeant-on-call';
    const until = (at: string) => from.replace("2029-01-01T00:00:00+00:00", at);
    expect(check([areaFile, from, until("2026-10-30T00:00:00+00:00")])).toMatch(
      /slots\.police\.detective-sergeant\.onCall: the rota has a hole, from Fri 30 Oct 2026 00:00 GMT/,
    );
    expect(check([areaFile, from, until("2026-11-01T00:00:00+00:00")])).toContain("0 warnings");
  });

  it("asks for the file, and refuses one of a command that is not there", () => {
    expect(refused(() => run(["check"]))).toContain("Say which file");
    expect(refused(() => run(["chek"]))).toContain("Usage");
  });
});

describe("tandem protocol explain", () => {
  const page = run(["explain", path.join(shipped, protocolFile)]);

  it("says who must do what by when, and where that was read", () => {
    const [, duty = ""] = /### S2-11: .*\n\n((?:- .*\n)+)/.exec(page) ?? [];
    expect(duty.trimEnd().split("\n")).toEqual([
      "- Who: worker (social care)",
      "- Begins with: referral recorded, by social care, when crime is yes, possible or not known; again (S2-22) with offence emerged",
      "- Due: within 24 hours of when it happened or was learned",
      "- Met by: discussion recorded",
      "- Reminded: half way, 2 hours before, at due",
      "- Told when overdue: manager (social care), out of hours (social care)",
      "- Source: section 4, bullet 2",
    ]);
  });

  it("leads a route through its hops in order, by whose hours", () => {
    expect(page).toContain("- Who is told: operations room (police), then detective sergeant (police)");
    expect(page).toContain("- When: out of hours of the child referral team (police)");
  });

  it("names every rule of its file", () => {
    const text = readFileSync(path.join(shipped, protocolFile), "utf8");
    for (const [, rule = ""] of text.matchAll(/ rule: (\S+?)[,\s]/g)) expect(page).toContain(rule);
  });

  it("says plainly, at the top, what is not kept yet and for what it waits", () => {
    const gate = "    refuses: conference-booked\n";
    const waiting = "    notYet: conferences\n    refuses: conference-starts\n";
    const file = "protocols/bexley.yaml";
    const bexley = run(["explain", path.join(copyWith([file, gate, waiting]), file)]);
    expect(bexley).toContain("**Tandem shows these and does nothing about them yet.**");
    expect(bexley).toMatch(/\| S3-26 \| .* \| conferences \|/);
    expect(bexley).toMatch(/### S3-26: .*\n\n- \*\*Not yet kept\*\*: it waits for conferences/);
  });

  it("explains every protocol and layer that ships without a word of the language left as it is", () => {
    const all = ["bexley", "css-ppu", "statutory-england", "wakefield", "west-yorkshire", "local-practice"];
    for (const name of all)
      expect(run(["explain", path.join(shipped, `protocols/${name}.yaml`)])).not.toMatch(
        /undefined|\[object|working-days|referral-recorded/,
      );
  });
});

describe("tandem protocol diff", () => {
  const diff = (...changes: readonly Change[]): string =>
    run(["diff", path.join(shipped, protocolFile), path.join(copyWith(...changes), protocolFile)]);

  it("says that nothing changes between two files that demand the same", () => {
    expect(diff()).toContain("Nothing changes for any case.");
    expect(diff([protocolFile, "\nslots:\n", "\n# another comment\nslots:\n"])).toContain(
      "Nothing changes for any case.",
    );
  });

  it("keeps open cases at their own protocol, and says field by field what new ones get", () => {
    const says = diff([protocolFile, "within: 24 hours", "within: 12 hours"]);
    expect(says).toMatch(/## Cases that are open already\n\nNothing changes\. A case keeps the protocol/);
    expect(says).toContain(
      "- S2-11 (first-discussion) is changed\n  - due: was { within: 24 hours, from: learned }, is { within: 12 hours, from: learned }",
    );
  });

  it("names what is added and removed, and the slots that areas must fill first", () => {
    const text = readFileSync(path.join(shipped, protocolFile), "utf8");
    const [task = ""] = / {2}- id: check-records\n(?: {4}.*\n)+/.exec(text) ?? [];
    const says = diff(
      [protocolFile, task, ""],
      [
        protocolFile,
        "slots:\n",
        "slots:\n  police.night-desk:\n    kind: team\n    says: The police desk that is open at night\n",
      ],
    );
    expect(says).toContain("- S2-18 (check-records) is removed: Once told, each agency looks");
    expect(says).toContain("- police.night-desk is added: The police desk that is open at night");
    expect(says).toContain("every area that uses it must fill police.night-desk");
  });
});

describe("tandem protocol coverage", () => {
  it("prints every rule with its file and a last line that counts", () => {
    const table = run(["coverage"]);
    expect(table).toMatch(
      /\| S2-11 \| leicester-leicestershire-rutland\.yaml: clocks first-discussion<br>.*gates discuss-before-choosing \| reminded, enforced \| .*clocks-of-a-case/,
    );
    expect(table).toMatch(/127 rules: 0 in no file, \d+ not yet kept, \d+ named by no test\.$/);
  });
});
