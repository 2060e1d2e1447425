import { describe, expect, it } from "vitest";
import { checkReviews } from "../../../src/domain/protocol/check-reviews.ts";
import { protocolSchema } from "../../../src/domain/protocol/protocol-schema.ts";
import { readKept } from "../../../src/domain/protocol/read-kept.ts";

const review = {
  id: "our-review",
  rule: "LOCAL-901",
  source: "page 9",
  says: "Two people go over it every year",
  of: "Sample",
  every: "12 months",
  owners: ["police.manager"],
  reminders: ["20 working days before", "at due"],
  warnEvery: "7 calendar days",
};
const written = (changes: object = {}, reviews: readonly object[] = [review]) => ({
  protocol: "sample",
  title: "Sample",
  sources: [{ title: "Sample", edition: "first", reviewDue: "2028-05-01" }],
  slots: { "police.manager": { kind: "person-on-call", says: "Whoever answers for it" } },
  ...changes,
  reviews,
});
const problems = (changes?: object, reviews?: readonly object[]) =>
  checkReviews(protocolSchema.parse(written(changes, reviews)));

describe("a review in a protocol's file", () => {
  it("that somebody owns and that has its day is sound", () => {
    expect(problems()).toEqual([]);
  });

  it("is refused when nothing dates it, when no area can say who owns it, and when it waits", () => {
    const says = (found: ReturnType<typeof problems>) => found.map((one) => one.says).join("\n");
    expect(says(problems({}, [{ ...review, of: "Another" }]))).toContain("not the title of a source");
    const undated = { sources: [{ title: "Sample", edition: "first" }] };
    expect(says(problems(undated))).toContain("nobody would ever be reminded");
    const slots = { "police.manager": { kind: "case-role", says: "The supervisor for the case" } };
    expect(says(problems({ slots }))).toContain("a part in a case, which no area fills");
    expect(says(problems({}, [{ ...review, notYet: "conferences" }]))).toContain("take notYet away");
  });

  it("has a day that exists, and times before it in working days", () => {
    const sources = [{ title: "Sample", edition: "first", reviewDue: "2028-02-30" }];
    expect(protocolSchema.safeParse(written({ sources })).error?.message).toContain("a day that exists");
    const wrong = protocolSchema.safeParse(written({}, [{ ...review, reminders: ["2 weeks before"] }]));
    expect(wrong.error?.message).toContain("20 working days before");
    const often = protocolSchema.safeParse(written({}, [{ ...review, every: "730 calendar days" }]));
    expect(often.error?.message).toContain("24 months");
  });
});

describe("a protocol that an earlier build kept", () => {
  it("is read without the clock for its own review, which never ran, and with every other one", () => {
    const clock = {
      id: "report",
      rule: "LOCAL-902",
      source: "page 2",
      says: "The report is made in a day",
      startsWith: { on: "referral-recorded" },
      due: { within: "24 hours", from: "learned" },
      owner: "police.manager",
      metBy: { step: "information-shared" },
      reminders: ["at due"],
      overdue: [],
    };
    const old = { ...clock, id: "old-review", startsWith: { on: "protocol-reviewed" } };
    const kept = { ...written({}, []), clocks: [{ ...old, metBy: { step: "protocol-reviewed" } }, clock] };
    expect(protocolSchema.safeParse(kept).success).toBe(false);
    expect(protocolSchema.parse(readKept(kept)).clocks.map(({ id }) => id)).toEqual(["report"]);
  });

  it("without a list of clocks is read as it is", () => {
    expect(readKept(written())).toEqual(written());
  });
});
