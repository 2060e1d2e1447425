import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkProtocol } from "../../../src/domain/protocol/check-protocol.ts";
import { protocolSchema, type Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { faultInWords, parseYaml } from "../../../src/files/read-yaml.ts";

const record = new URL("../../../docs/decisions/0002-the-hardest-rules-as-data.md", import.meta.url);
const blocks = [...readFileSync(record, "utf8").matchAll(/```yaml\n([\s\S]*?)```/g)].map(
  ([, text]) => text ?? "",
);

const documentOf = (rule: string): Protocol => {
  const [text, ...more] = blocks.filter((block) => block.includes(`rule: ${rule}\n`));
  if (text === undefined || more.length > 0) throw new Error(`${rule} needs one block`);
  const read = parseYaml(text, protocolSchema, rule);
  if (!read.ok) throw new Error(read.faults.map(faultInWords).join("\n"));
  return read.value;
};
const refusals = (rule: string) => checkProtocol(documentOf(rule)).map(({ says }) => says);

describe("the hardest rule of each protocol, as data", () => {
  it("is there once for each of the five", () => {
    expect(blocks).toHaveLength(5);
  });

  it("S0-7: the other agency may not close until the enquiring agency has told the outcome, S0-17 excepted", () => {
    expect(documentOf("S0-7").gates).toMatchObject([
      {
        refuses: "case-closed",
        by: "the other agency",
        when: { mode: ["single-agency"] },
        until: { step: "outcome-notified", by: "the enquiring agency" },
        except: {
          rule: "S0-17",
          heldInDocument: { reference: "required", confirmedBy: "the receiving agency" },
        },
        emergency: "acting now, reason afterwards",
      },
    ]);
  });

  it("S1-12: an allegation about a professional goes to the inspector, restricted, from either agency", () => {
    const [route] = documentOf("S1-12").routes;
    expect(route).toMatchObject({
      to: "police",
      when: { allegationAboutProfessional: ["yes", "not-known"] },
      restricted: true,
      hops: ["police.area-detective-inspector", "social-care.designated-officer"],
    });
    expect(route).not.toHaveProperty("from");
    expect(documentOf("S1-12").tasks).toMatchObject([
      { id: route?.tasks?.[0], metBy: { step: "representation-agreed" } },
    ]);
  });

  it("S2-17: out of hours, by the hours of the police team, first the operations room and then the sergeant", () => {
    expect(documentOf("S2-17").routes).toMatchObject([
      {
        from: "social-care",
        to: "police",
        during: "out of hours",
        hoursOf: "police.child-referral-team",
        hops: ["police.operations-room", "police.detective-sergeant"],
      },
    ]);
  });

  it("S3-26: no initial conference before a strategy meeting of all three agencies, and no departure", () => {
    const [gate] = documentOf("S3-26").gates;
    expect(gate).toMatchObject({
      refuses: "conference-booked",
      when: { conference: ["initial"] },
      until: { step: "strategy-discussion-held", attendedByAll: ["social-care", "police", "health"] },
    });
    expect(gate).not.toHaveProperty("departure");
  });

  it("S4-14: invitations have both bounds, five and fifteen working days, and late needs a reason", () => {
    expect(documentOf("S4-14").clocks).toMatchObject([
      {
        due: { atLeast: { count: 5, unit: "working-days" }, before: "conference-starts" },
        notBefore: { atMost: { count: 15, unit: "working-days" }, before: "conference-starts" },
        metBy: { step: "invitation-sent" },
        late: { allowedAs: "short notice", needs: ["reason"] },
      },
    ]);
  });
});

describe("what this build does not keep yet", () => {
  it.each(["S0-7", "S1-12", "S2-17"])("%s is kept, and only the rest of its protocol is missing", (rule) => {
    expect(refusals(rule).filter((says) => /not kept|never/.test(says))).toEqual([]);
    expect(refusals(rule).join()).toContain("social care has no route");
  });

  it("is refused for a clock whose step nobody can record", () => {
    const {
      clocks: [clock],
      ...rest
    } = documentOf("S4-14");
    if (clock === undefined) throw new Error("no clock");
    const { notBefore: _gone, ...forward } = clock;
    const metBy = { step: "conference-starts" as const };
    const clocks = [{ ...forward, metBy, due: { immediately: true as const } }];
    const changed = { ...rest, clocks };
    const says = checkProtocol(changed).map((problem) => problem.says);
    expect(says).toContain(
      'this build does not record "conference-starts" yet, so S4-14 would be loaded and not kept',
    );
  });

  it("is refused before an event in anything but working days", () => {
    const text =
      blocks.find((block) => block.includes("rule: S4-14\n"))?.replace("15 working days", "15 hours") ?? "";
    const read = parseYaml(text, protocolSchema, "S4-14");
    expect(read.ok ? [] : read.faults.map(({ says }) => says).join()).toContain("write working days");
  });
});
