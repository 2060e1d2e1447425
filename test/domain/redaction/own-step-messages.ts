import { custody } from "../../../src/domain/case/facts.ts";
import { catalogue } from "../../../src/domain/steps/catalogue.ts";
import { meetingKind, participant } from "../../../src/domain/meetings/meeting.ts";
import { recordableStep } from "../../../src/domain/steps/recordable-step.ts";

import { at, long, type World, type Examples } from "./own-world.ts";

export const steps = ({ ref, areaName, says }: World) => {
  const about = { ref, areaName, by: "p1" } as const;
  const each = Object.values(catalogue).map(({ says: step }) => step);
  return {
    "step-told": [{ acknowledge: true }, ...each.map(() => ({}))].map((seen, index) => ({
      kind: "step-told" as const,
      ...about,
      step: each[Math.max(0, index - 1)] ?? "",
      rule: "S2-9",
      says,
      ...seen,
    })),
    "step-overrode": (["social-care", "police"] as const).flatMap((agency) =>
      [true, false].map((actingNow) => ({
        kind: "step-overrode" as const,
        ...about,
        step: each[0] ?? "",
        agency,
        rules: ["S0-9", "S0-10"],
        actingNow,
      })),
    ),
    reopened: ["new-concern" as const, "immediate-risk" as const, ...recordableStep.options].map(
      (what, open) => ({
        kind: "reopened" as const,
        ref,
        areaName,
        by: "p1",
        what,
        open,
        ...(open === 1 ? { why: "the person who has it is off shift, so the team on duty is told" } : {}),
      }),
    ),
    "tell-yourself": each.map((step) => ({
      kind: "tell-yourself" as const,
      ref,
      areaName,
      step,
      rule: "S3-15",
      whom: "The health practitioner who takes part in the strategy discussion",
    })),
    news: custody.options.map((one, index) => ({
      kind: "news" as const,
      ...about,
      step: each[index] ?? "",
      rule: "LOCAL-91",
      custody: one,
      at: "2026-09-01T10:00:00.000Z",
      enteredAt: "2026-09-01T10:30:00.000Z",
      expected: { what: "release or review of the detention", at: "2026-09-01T18:00:00.000Z" },
      ...(index % 2 === 0 ? { press: true as const } : { had: { by: "p1", at: "2026-09-01T10:40:00.000Z" } }),
      ...(index === 0 ? { why: "your team is on duty" } : {}),
    })),
  } as const satisfies Partial<Examples>;
};

export const meetings = ({ ref, areaName }: World) => {
  const about = { ref, areaName, by: "p1", meeting: "m1", startsAt: at } as const;
  // Each kind of meeting once, and each way to take part once: their words, not every pair of them.
  const inSomeWay = participant.options.map((as, index) => ({
    ...about,
    what: meetingKind.options[index % meetingKind.options.length] ?? "core-group",
    as,
  }));
  const ofKinds = meetingKind.options.map((what) => ({ ...about, what }));
  const answers = ["coming", "not-coming", "sends-a-report", "sends-somebody"] as const;
  return {
    "invited-to-meeting": ofKinds.flatMap((one) =>
      (["attend", "report", "attend-and-report"] as const).flatMap((asked) =>
        [{}, { shortNotice: 1 }, { shortNotice: 3 }].map((short) => ({
          kind: "invited-to-meeting" as const,
          ...one,
          ...short,
          asked,
          invitee: "i1",
          chair: asked === "attend",
        })),
      ),
    ),
    "meeting-moved": ofKinds.map((one) => ({ kind: "meeting-moved" as const, ...one, was: at })),
    "meeting-called-off": ofKinds.map((one) => ({ kind: "meeting-called-off" as const, ...one })),
    "invitation-answered": inSomeWay.flatMap((one) =>
      answers.map((answer) => ({ kind: "invitation-answered" as const, ...one, answer })),
    ),
  } satisfies Partial<Examples>;
};

export const byMail = ({ ref, areaName, team, says }: World) => {
  const failed = {
    kind: "mail-failed",
    ref,
    areaName,
    what: catalogue["checks-recorded"].says,
    whom: team.name,
    how: "not-sent",
  } as const;
  const ring = { says: team.name, telephone: team.telephone };
  const why = "whoever asked for it is off shift and your team is on duty";
  return {
    "mail-failed": [
      failed,
      { ...failed, how: "came-back", ring, why },
      { ...failed, what: says, how: "not-known", ring, whom: "somebody who is invited" },
    ],
  } as const satisfies Partial<Examples>;
};

export const reviews = ({ areaName, team, other, says, title }: World) => {
  const due = {
    kind: "protocol-review",
    area: "exampleshire",
    areaName,
    review: "review-of-this-protocol",
    title,
    rule: "S4-17",
    says,
    due: "2028-02-28",
    overdue: false,
    reader: "owner",
    owners: [team, other],
    outcomeTo: "the safeguarding children partnership",
  } as const;
  const recorded = { by: "p1", at: long, outcome: "changed", nextDue: "2030-02-28" } as const;
  const theirs = [
    due,
    { ...due, due: "2018-02-28", overdue: true },
    { ...due, reader: "operators" as const },
  ];
  return {
    "protocol-review": [
      ...theirs,
      { ...due, due: "2018-02-28", overdue: true, reader: "operators" as const },
      ...theirs.map((one) => ({ ...one, recorded })),
      { ...due, recorded: { ...recorded, by: "command-line", outcome: "no-change" as const } },
    ],
  } as const satisfies Partial<Examples>;
};
