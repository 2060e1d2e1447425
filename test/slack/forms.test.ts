import type { ModalView } from "@slack/types";
import { describe, expect, test } from "vitest";
import { views } from "../../src/slack/action-ids.ts";
import { localDate } from "../../src/domain/calendar/local-date.ts";
import { calendarChangedView, calendarForm } from "../../src/slack/forms/calendar-form.ts";
import { discussionForm } from "../../src/slack/forms/discussion-form.ts";
import { answerView, recordedView, ringInstead, waitingView } from "../../src/slack/forms/plain-views.ts";
import { referralForm, type ReferralFormModel } from "../../src/slack/forms/referral-form.ts";
import { referralFields } from "../../src/slack/forms/referral-fields.ts";
import { riskForm } from "../../src/slack/forms/risk-form.ts";
import { stepChoiceForm, stepForm } from "../../src/slack/forms/step-form.ts";
import { toldByTelephoneForm } from "../../src/slack/forms/told-by-telephone-form.ts";
import { expectGoodView, expectNoEmoji, hostile, longest, readable } from "./checked.ts";

const now = { date: "2026-09-01", time: "17:00" };
const ref = "K7M2-9QXD";
const hops = [
  { value: "0", label: "Force Operations Room" },
  { value: "1", label: "Detective sergeant on call" },
];

const referral: ReferralFormModel = {
  submission: "submission-1",
  directions: [{ value: "exampleshire", label: "Exampleshire Police: Exampleshire" }],
  inspectors: ["Detective inspector for the area, 01632 960204"],
  asked: [],
  today: now.date,
  timeNow: now.time,
  typedAfterCommand: false,
};
const recorded = {
  ref,
  sentTo: "Child Referral Team",
  telephone: "01632 960201",
  restricted: false,
  existed: false,
  earlier: [],
};

const wednesday = localDate("2026-09-02");
const changedDay = { date: wednesday, kind: "closed", because: "a day of mourning" } as const;
const changed = { date: wednesday, does: "add", wasSoAlready: false } as const;

const forms: Readonly<Record<string, ModalView>> = {
  calendar: calendarForm([]),
  "calendar, with days changed": calendarForm(
    Array.from({ length: 60 }, () => ({ ...changedDay, because: "&<>".repeat(66) })),
  ),
  "calendar changed, cases following": calendarChangedView(changed),
  "calendar changed": calendarChangedView({ ...changed, followed: { cases: 1, deadlines: 2, left: 0 } }),
  "calendar changed, some left": calendarChangedView({
    ...changed,
    followed: { cases: 1, deadlines: 2, left: 3 },
  }),
  referral: referralForm(referral),
  "referral, with something to put right": referralForm({
    ...referral,
    typedAfterCommand: true,
    problem: "Not sent yet.",
  }),
  "told by telephone": toldByTelephoneForm(ref, hops, now),
  "referral, with what the protocols of several areas ask for": referralForm({
    ...referral,
    asked: [
      { field: "what the risk matrix came to", rule: "S3-8" },
      { field: "what suggests significant harm", rule: "S1-6", where: "Testford (fictional)" },
    ],
  }),
  discussion: discussionForm(ref, { now, asked: [], asksHowHeld: false }),
  "discussion, with what the protocol asks for": discussionForm(ref, {
    now,
    asked: [{ field: "information", rule: "S0-5" }],
    asksHowHeld: true,
  }),
  "which step": stepChoiceForm(ref, {
    due: ["crime-recorded"],
    others: ["checks-recorded", "enquiry-started"],
  }),
  step: stepForm(
    ref,
    {
      step: "strategy-discussion-held",
      facts: [{ fact: "held", needed: false, known: "meeting" }],
      fields: [{ field: "other children", rule: "S1-20", always: true }],
      agencies: "present",
      texts: [],
      deciders: [{ rule: "S3-15", says: "The social care team manager conducts the first strategy meeting" }],
    },
    now,
  ),
  "step that expects something": stepForm(
    ref,
    {
      step: "custody-changed",
      facts: [{ fact: "custody", needed: true }],
      fields: [],
      texts: ["conditions of bail or of release"],
      expects: "release or review of the detention",
      deciders: [],
    },
    now,
  ),
  risk: riskForm(ref),
  waiting: waitingView("Read the referral"),
  "ring instead": ringInstead("Record discussion", "You may not.", [
    "Child Referral Team 01632 960201",
    "Duty 01632 960101",
  ]),
  "ring instead, no number": ringInstead("Told by telephone", "You may not.", []),
  answer: answerView("Record a step", "Recorded. You can close this."),
  recorded: recordedView(recorded),
  "recorded, restricted": recordedView({ ...recorded, restricted: true }),
  "recorded before": recordedView({ ...recorded, existed: true }),
};

describe.each(Object.entries(forms))("%s", (_name, view) => {
  test("is a window that Slack takes", () => expectGoodView(view));
  test("has no emoji", () => expectNoEmoji(readable(view.blocks)));
  test("is known by a name that a listener has", () => {
    expect(Object.values(views)).toContain(view.callback_id);
  });
});

describe("whatever people and areas are called", () => {
  const many = Array.from({ length: 11 }, (_, at) => ({ value: `area-${at}`, label: `${at} ${hostile}` }));

  test.each<[string, ModalView]>([
    ["a referral", referralForm({ ...referral, inspectors: [hostile], problem: hostile })],
    ["a referral with a long fault", referralForm({ ...referral, problem: longest() })],
    ["a referral that can go to ten places", referralForm({ ...referral, directions: many.slice(1) })],
    ["a referral that can go to eleven", referralForm({ ...referral, directions: many })],
    [
      "a hop with a long name",
      toldByTelephoneForm(ref, [{ value: "0", label: longest("Operations room ") }], now),
    ],
    ["a number to ring", ringInstead("Told by telephone", hostile, [hostile, hostile])],
    ["long numbers to ring", ringInstead("Told by telephone", longest(), [longest(), longest()])],
    ["an answer", answerView("Record a step", longest())],
    ["what is recorded", recordedView({ ...recorded, sentTo: hostile, telephone: hostile })],
    [
      "what is recorded, restricted",
      recordedView({ ...recorded, sentTo: longest(), telephone: "1", restricted: true }),
    ],
  ])("%s still opens", (_what, view) => expectGoodView(view));

  test("a menu takes the place of what would be too many to show", () => {
    const typeOf = (directions: typeof many) =>
      JSON.stringify(
        referralForm({ ...referral, directions }).blocks.find(
          (one) => one.block_id === referralFields.direction,
        ),
      );
    expect(typeOf(many.slice(1))).toContain('"radio_buttons"');
    expect(typeOf(many)).toContain('"static_select"');
  });
});

describe("the referral form", () => {
  test("carries what it needs to be drawn again, and never an answer or a fault", () => {
    const carried: unknown = JSON.parse(
      referralForm({ ...referral, problem: "Not sent" }).private_metadata ?? "",
    );
    expect(carried).toEqual(referral);
  });

  test("asks every question once", () => {
    const asked = referralForm(referral).blocks.flatMap((block) =>
      block.type === "input" ? [block.block_id] : [],
    );
    expect(asked.toSorted((a = "", b = "") => a.localeCompare(b))).toEqual(
      Object.values(referralFields).toSorted((a = "", b = "") => a.localeCompare(b)),
    );
  });

  test("chooses whom to tell by itself only when there is one choice", () => {
    const chosen = (count: number) =>
      JSON.stringify(
        referralForm({
          ...referral,
          directions: [...referral.directions, { value: "b", label: "B" }].slice(0, count),
        }),
      ).includes("initial_option");
    expect([chosen(1), chosen(2)]).toEqual([true, false]);
  });
});

const said = (name: string): string => {
  const view = forms[name];
  return view === undefined ? "" : `# ${view.title.text}\n${readable(view.blocks)}`;
};

describe("in words", () => {
  test("referral", () => {
    expect(said("referral")).toMatchInlineSnapshot(`
      "# Make a referral
      *Child in immediate danger? Ring 999 first, then record it.*
      Both agencies can read what you write here.
      Is the person the allegation is about on the staff of either agency, working with children, or related to someone on these teams? * (Yes | No | Not known)
      If yes or not known, ring too: Detective inspector for the area, 01632 960204.
      Whom are you telling? * (Exampleshire Police: Exampleshire)
      Is the child at immediate risk? * (Yes | No | Not known)
      Number to ring you back on * (plain_text_input)
      *No time for more?* Send it now; whoever picks it up will ring you. What is unanswered counts as not known, the first question too.
      [Urgent: send with what I have (danger) -> submission-1]
      The child
      Leave blank what is not known. It is recorded as not known.
      Child's name (plain_text_input)
      Date of birth (datepicker)
      Age, if the date is not known (plain_text_input)
      A baby not yet mobile? (Yes | No | Not known)
      Other children there (plain_text_input)
      Where is the child now, and with whom? (plain_text_input)
      Is the child with the person the allegation is about? (Yes | No | Not known)
      Under police protection? (Yes | No | Not known)
      When was the child last seen, and by whom? (plain_text_input)
      The concern
      The child's own words (plain_text_input)
      What are the concerns? (plain_text_input)
      Who is the allegation about? (plain_text_input)
      Is that person, or a relative of theirs, here on Slack? Choose them (multi_users_select)
      When does that person next have contact with the child? (plain_text_input)
      Possible crime? (Yes | Possibly | No | Not known)
      Suspect's position (In custody | Forensic evidence may soon be lost | The child needs safeguarding at once)
      What else is known
      Open case or plan? (Open case | Child protection plan | Neither | Not known)
      Are the parents aware? (Yes | No | Not known)
      If not, why not? (plain_text_input)
      Basis for sharing (Public task: safeguarding a child | Preventing or investigating crime | Somebody's life is at stake | Consent | Not known)
      Who brought the concern to you? (A professional | A relative or friend of the family | The child | Somebody else | Somebody who gave no name | Nobody: our own staff saw or found it | Not known)
      Who told you? (plain_text_input)
      When did your agency learn of it? Date (datepicker)
      Time, 24-hour (plain_text_input)"
    `);
  });

  test("referral, with something to put right", () => {
    expect(said("referral, with something to put right")).toMatchInlineSnapshot(`
      "# Make a referral
      *Child in immediate danger? Ring 999 first, then record it.*
      Both agencies can read what you write here.
      What you typed after the command was not kept. Please never type a name there.
      Is the person the allegation is about on the staff of either agency, working with children, or related to someone on these teams? * (Yes | No | Not known)
      If yes or not known, ring too: Detective inspector for the area, 01632 960204.
      Whom are you telling? * (Exampleshire Police: Exampleshire)
      Is the child at immediate risk? * (Yes | No | Not known)
      Number to ring you back on * (plain_text_input)
      *No time for more?* Send it now; whoever picks it up will ring you. What is unanswered counts as not known, the first question too.
      *Not sent yet.*
      [Urgent: send with what I have (danger) -> submission-1]
      The child
      Leave blank what is not known. It is recorded as not known.
      Child's name (plain_text_input)
      Date of birth (datepicker)
      Age, if the date is not known (plain_text_input)
      A baby not yet mobile? (Yes | No | Not known)
      Other children there (plain_text_input)
      Where is the child now, and with whom? (plain_text_input)
      Is the child with the person the allegation is about? (Yes | No | Not known)
      Under police protection? (Yes | No | Not known)
      When was the child last seen, and by whom? (plain_text_input)
      The concern
      The child's own words (plain_text_input)
      What are the concerns? (plain_text_input)
      Who is the allegation about? (plain_text_input)
      Is that person, or a relative of theirs, here on Slack? Choose them (multi_users_select)
      When does that person next have contact with the child? (plain_text_input)
      Possible crime? (Yes | Possibly | No | Not known)
      Suspect's position (In custody | Forensic evidence may soon be lost | The child needs safeguarding at once)
      What else is known
      Open case or plan? (Open case | Child protection plan | Neither | Not known)
      Are the parents aware? (Yes | No | Not known)
      If not, why not? (plain_text_input)
      Basis for sharing (Public task: safeguarding a child | Preventing or investigating crime | Somebody's life is at stake | Consent | Not known)
      Who brought the concern to you? (A professional | A relative or friend of the family | The child | Somebody else | Somebody who gave no name | Nobody: our own staff saw or found it | Not known)
      Who told you? (plain_text_input)
      When did your agency learn of it? Date (datepicker)
      Time, 24-hour (plain_text_input)"
    `);
  });

  test("told by telephone", () => {
    expect(said("told by telephone")).toMatchInlineSnapshot(`
      "# Told by telephone
      Both agencies can read what you write here.
      Who was told of K7M2-9QXD? * (Force Operations Room | Detective sergeant on call)
      Name and rank or job of the person told * (plain_text_input)
      Staff or collar number (plain_text_input)
      Control room log number (plain_text_input)
      Date * (datepicker)
      Time, 24-hour * (plain_text_input)"
    `);
  });

  test("discussion", () => {
    expect(said("discussion")).toMatchInlineSnapshot(`
      "# Record discussion
      Both agencies can read what you write here.
      With whom in the other agency did you discuss K7M2-9QXD? * (plain_text_input)
      How? * (By telephone | By video | In person | By secure message, answered)
      Date * (datepicker)
      Time, 24-hour * (plain_text_input)
      What did you decide together? * (Joint enquiry | Social care alone | Police alone | Strategy discussion to be held | No further action)
      The decision and its reasons * (plain_text_input)"
    `);
  });

  test("step", () => {
    expect(said("step")).toMatchInlineSnapshot(`
      "# Record a step
      Both agencies can read what you write here.
      *A strategy discussion was held* (K7M2-9QXD)
      The social care team manager conducts the first strategy meeting (S3-15).
      Date * (datepicker)
      Time, 24-hour * (plain_text_input)
      How was it held? (As a meeting | As a conversation or calls)
      Which agencies took part? (Social care | The police | Health | Education | Probation)
      Other children (plain_text_input)
      Anything else worth writing down (plain_text_input)
      If the protocol stands in the way: why you go ahead (plain_text_input)
      If a child cannot wait (Acting now to protect a child. I give the reason afterwards.)"
    `);
  });

  test("risk", () => {
    expect(said("risk")).toMatchInlineSnapshot(`
      "# Immediate risk
      Both agencies can read what you write here.
      K7M2-9QXD: is the child at immediate risk now? * (Yes | No | Not known)
      Why do you say so? * (plain_text_input)"
    `);
  });

  test("waiting", () => {
    expect(said("waiting")).toMatchInlineSnapshot(`
      "# Read the referral
      *Child in immediate danger? Ring 999 first, then record it.*
      Opening the form."
    `);
  });

  test("ring instead", () => {
    expect(said("ring instead")).toMatchInlineSnapshot(`
      "# Record discussion
      *Child in immediate danger? Ring 999 first, then record it.*
      *You may not.*
      Ring now:
      • Child Referral Team 01632 960201
      • Duty 01632 960101"
    `);
  });

  test("ring instead, no number", () => {
    expect(said("ring instead, no number")).toMatchInlineSnapshot(`
      "# Told by telephone
      *Child in immediate danger? Ring 999 first, then record it.*
      *You may not.*"
    `);
  });

  test("answer", () => {
    expect(said("answer")).toMatchInlineSnapshot(`
      "# Record a step
      Recorded. You can close this."
    `);
  });

  test("recorded", () => {
    expect(said("recorded")).toMatchInlineSnapshot(`
      "# Recorded
      *Recorded. Tandem ref K7M2-9QXD*
      Sent to the Child Referral Team. Nobody has it yet: you will be told who does. To speak to them now, ring 01632 960201.
      *Child in immediate danger? Ring 999 first, then record it.*"
    `);
  });

  test("recorded, restricted", () => {
    expect(said("recorded, restricted")).toMatchInlineSnapshot(`
      "# Recorded
      *Recorded. Tandem ref K7M2-9QXD*
      It went to the Child Referral Team and to no team. *Ring them now on 01632 960201.*
      *Child in immediate danger? Ring 999 first, then record it.*"
    `);
  });

  test("recorded before", () => {
    expect(said("recorded before")).toMatchInlineSnapshot(`
      "# Recorded
      *This form was recorded already. Tandem ref K7M2-9QXD*
      Sent to the Child Referral Team. Nobody has it yet: you will be told who does. To speak to them now, ring 01632 960201.
      *Child in immediate danger? Ring 999 first, then record it.*"
    `);
  });
});
