import { fileURLToPath } from "node:url";
import type { Area } from "../../../src/domain/area/area-schema.ts";
import type { NoticeModel, ReferralPost, ReminderModel } from "../../../src/domain/notices/notice.ts";
import type { Protocol } from "../../../src/domain/protocol/protocol-schema.ts";
import { plainModels } from "../../../src/domain/redaction/plain-models.ts";
import { allowedIn, withStaff, type Allowed } from "../../../src/domain/redaction/allowed.ts";
import { tandemRefFrom } from "../../../src/domain/tandem-ref.ts";
import { loadReferenceFiles } from "../../../src/files/load-reference.ts";
import type { Person } from "../../../src/ports.ts";
import { renderReminders } from "../../../src/slack/notices/reminders.ts";
import type { Rendered } from "../../../src/slack/rendered.ts";
import { renderNotice } from "../../../src/slack/render-notice.ts";
import { textsOf } from "../../../src/slack/shown-texts.ts";

import { at, long, had, told, type Told, slotSays, type World, type Examples } from "./own-world.ts";
import { steps, meetings, byMail, reviews } from "./own-step-messages.ts";

const loaded = loadReferenceFiles(fileURLToPath(new URL("../../..", import.meta.url)));
if (!loaded.ok) throw new Error("the reference files have faults");
const { areas, protocols } = loaded.files;

/** A message as the bot would send it, and what its area may say of itself. */
export type OwnMessage = { readonly name: string; readonly text: string; readonly allowed: Allowed };

const posts = ({ ref, areaName, team, other, says }: World): readonly ReferralPost[] => {
  const post: ReferralPost = {
    kind: "referral-post",
    ref,
    areaName,
    from: "social-care",
    to: "police",
    urgency: "urgent",
    urgencyReason: "forensic-window",
    incomplete: true,
    restricted: false,
    hop: 0,
    passOnTo: { says: `reach the ${team.name}`, telephone: team.telephone },
    due: { says, rule: "S2-11", at: long, alsoShownAt: at },
  };
  const { passOnTo: _none, ...last } = post;
  const also = { put: "to others", team: other.name, telephone: other.telephone, at } as const;
  return [
    post,
    { ...last, had, closed: [{ agency: "police", at }] },
    {
      ...last,
      had,
      closed: [
        { agency: "police", at },
        { agency: "social-care", at: long },
      ],
    },
    {
      ...last,
      urgency: "standard",
      urgencyReason: "none",
      incomplete: false,
      from: "police",
      to: "social-care",
    },
    { ...last, restricted: true, urgencyReason: "police-protection", waitingMinutes: 125 },
    { ...last, urgencyReason: "suspect-in-custody", comingFrom: other.name, waitingMinutes: 5 },
    { ...last, urgencyReason: "immediate-risk", also },
    { ...last, urgencyReason: "child-with-person-alleged", also: { ...also, put: "to you" } },
    { ...last, also: { ...also, put: "back to you" } },
    { ...last, newConcern: true },
    { ...last, earlier: 1 },
    { ...last, earlier: 2 },
    { ...last, newConcern: true, urgency: "standard", urgencyReason: "none" },
    { ...post, had },
    { ...last, had: told },
  ];
};

const waiting = ({ ref, areaName, team, other }: World) => {
  const sender = {
    kind: "sender-waiting",
    ref,
    areaName,
    minutes: 45,
    team: team.name,
    telephone: team.telephone,
  } as const;
  const ring = {
    kind: "ring-now",
    ref,
    areaName,
    minutes: 181,
    says: `Ring the ${team.name}`,
    telephone: team.telephone,
  } as const;
  const accountable = {
    kind: "still-accountable",
    ref,
    areaName,
    minutes: 61,
    offDuty: other.name,
    team: team.name,
    telephone: team.telephone,
  } as const;
  const why = "the sender is off shift until Wed 2 Sep 2026 08:30 BST, so the team on duty is told";
  return {
    "sender-waiting": [
      sender,
      { ...sender, comingFrom: other.name, why },
      { ...sender, agency: "police", offDuty: other.name },
    ],
    "ring-now": [ring, { ...ring, comingFrom: other.name, why }],
    "still-accountable": [accountable, { ...accountable, isHandedBack: true }],
    "accountable-no-more": [
      { kind: "accountable-no-more", ref, team: team.name, had },
      { kind: "accountable-no-more", ref, team: team.name, had: told },
    ],
    "still-yours": [
      { kind: "still-yours", ref, areaName, since: at },
      { kind: "still-yours", ref, areaName, since: at, holder: "p1" },
    ],
    "referred-again": [
      { kind: "referred-again", ref, areaName },
      { kind: "referred-again", ref, areaName, earlier: ref },
    ],
    "handed-back": [
      {
        kind: "handed-back",
        ref,
        areaName,
        team: team.name,
        at,
        ring: { says: `Ring the ${other.name}`, telephone: other.telephone },
      },
    ],
  } as const satisfies Partial<Examples>;
};

const toSender = ({ ref, areaName, team, other }: World) => {
  const ring = { says: `ring the ${team.name}`, telephone: team.telephone };
  const recorded = {
    kind: "sender-recorded",
    ref,
    areaName,
    sentTo: team.name,
    ring,
    urgent: true,
    restricted: false,
  } as const;
  const answered = { kind: "sender-answered", ref, had, team: team.name, callBack: team.telephone } as const;
  return {
    "sender-recorded": [
      recorded,
      { ...recorded, urgent: false },
      { ...recorded, restricted: true },
      { ...recorded, newConcern: true },
    ],
    "sender-answered": [answered, { ...answered, had: told, stillOpen: other.name }],
    "risk-changed": [
      { kind: "risk-changed", ref, areaName, urgency: "urgent", urgencyReason: "immediate-risk", by: "p1" },
      { kind: "risk-changed", ref, areaName, urgency: "standard", urgencyReason: "none", by: "gone" },
    ],
    "not-delivered": [{ kind: "not-delivered", ref, team: team.name, telephone: team.telephone }],
  } as const satisfies Partial<Examples>;
};

const reminderOf = ({ ref, areaName, says }: World): ReminderModel => ({
  kind: "reminder",
  ref,
  areaName,
  urgency: "standard",
  rule: "S2-9",
  says,
  dueAt: at,
  overdue: false,
});

const duties = (world: World) => {
  const { ref, areaName, says } = world;
  const reminder = reminderOf(world);
  const moved = {
    kind: "deadline-moved",
    ref,
    areaName,
    rule: "S2-10",
    says,
    was: long,
    dueAt: at,
    overdue: true,
    because: [
      "Mon 31 Aug 2026 is a bank holiday (Summer Bank Holiday)",
      "Tue 1 Sep 2026 is not a working day (a day of mourning)",
    ],
  } as const;
  return {
    reminder: [
      reminder,
      {
        ...reminder,
        overdue: true,
        dueAt: long,
        alsoShownAt: at,
        why: "the manager is told because nobody has it",
      },
    ],
    "deadline-moved": [moved, { ...moved, dueAt: long, was: at, overdue: false, why: "you own this duty" }],
    "gap-alarm": [
      { kind: "gap-alarm", areaName, because: ["nobody on call on Tue 1 Sep 2026 17:00 BST"] },
      { kind: "gap-alarm", areaName, because: [] },
    ],
    "undelivered-alarm": [
      { kind: "undelivered-alarm", ref, areaName, what: "referral-post", error: "channel_not_found" },
      { kind: "undelivered-alarm", ref, areaName, what: "step-mailed", error: "smtp_550", medium: "e-mail" },
    ],
  } as const satisfies Partial<Examples>;
};

const handOver = ({ ref, areaName, team }: World) => {
  const empty = { withNobody: [], taken: [], decisions: [], open: [], openInAll: 0 };
  const list = {
    withNobody: [{ ref, urgency: "urgent", agency: "police", minutes: 95 }],
    taken: [
      { ref, how: "picked-up", by: "p1", at: long },
      { ref, how: "told", by: "p1", at },
    ],
    decisions: (
      ["joint", "no-further-action", "checks-recorded", "offence-emerged", "handed-back"] as const
    ).map((what) => ({ ref, what, by: "p1", at })),
    open: [{ ref, rule: "S2-9", dueAt: long }],
    openInAll: 1,
  } as Extract<NoticeModel, { kind: "hand-over" }>["list"];
  const model = {
    kind: "hand-over",
    area: "exampleshire",
    areaName,
    slot: "police.desk",
    team: team.name,
    at,
    since: long,
    list,
  } as const;
  const unsigned = {
    kind: "hand-over-unsigned",
    areaName,
    team: team.name,
    telephone: team.telephone,
    at,
    withNobody: 2,
  } as const;
  return {
    "hand-over": [
      model,
      { ...model, list: empty },
      { ...model, signed: { by: "p1", at }, unsignedSince: long },
    ],
    "hand-over-unsigned": [unsigned, { ...unsigned, withNobody: 0 }],
  } as const satisfies Partial<Examples>;
};

const ofService = ({ ref, areaName, team, other }: World) => {
  const ring = [team, other].map(({ name, telephone }) => ({ says: name, telephone }));
  const state = { kind: "service-state", areaName, over: false } as const;
  const whats = ["degraded", "token-refused", "clock-wrong", "anchor-refused", "withheld"] as const;
  return {
    "service-state": [
      ...whats.flatMap((what) => [
        { ...state, what },
        { ...state, what, over: true },
      ]),
      { ...state, what: "token-refused", about: "police", ring },
    ],
    redacted: [],
    "redaction-alarm": [
      {
        kind: "redaction-alarm",
        areaName,
        ref,
        what: "reminder",
        findings: ["name", "date-of-birth", "postcode", "nhs-number", "telephone", "e-mail", "unchecked"],
      },
    ],
  } as const satisfies Partial<Examples>;
};

const access = ({ ref, areaName, says, team }: World) => {
  const about = { ref, areaName, by: "p1" } as const;
  const settled = { kind: "departure-settled", ...about, rule: "S2-9", says } as const;
  return {
    "allocation-moved": [{ kind: "allocation-moved" as const, ...about, to: about.by }],
    allocated: (["social-worker", "officer-in-the-case"] as const).map((as) => ({
      kind: "allocated" as const,
      ref: about.ref,
      areaName: about.areaName,
      agency: as === "social-worker" ? ("social-care" as const) : ("police" as const),
      as,
      to: about.by,
      telephone: team.telephone,
    })),
    "named-in-case": (["social-worker", "officer-in-the-case", "chair"] as const).flatMap((as) =>
      [false, true].map((over) => ({ kind: "named-in-case" as const, ...about, as, over })),
    ),
    withdrawn: [{ kind: "withdrawn", areaName }],
    "access-taken": [{ kind: "access-taken", ...about, until: at }],
    "note-for-you": [{ kind: "note-for-you", ...about }],
    "departure-to-answer": [{ kind: "departure-to-answer", ...about, rule: "S2-9", says }],
    "departure-settled": (["in effect", "refused", "one more to agree"] as const).map((outcome) => ({
      ...settled,
      outcome,
    })),
  } as const satisfies Partial<Examples>;
};

const examplesIn = (world: World): Examples => ({
  ...reviews(world),
  "referral-post": posts(world),
  ...toSender(world),
  ...waiting(world),
  ...duties(world),
  ...handOver(world),
  ...ofService(world),
  ...access(world),
  ...steps(world),
  ...meetings(world),
  ...byMail(world),
});

const withPlain = (models: readonly NoticeModel[]): readonly NoticeModel[] => [
  ...models,
  ...models.flatMap((model) => plainModels([model])),
];

const peopleNamed = (name: string): ReadonlyMap<string, Person> =>
  new Map([["p1", { person: "p1", name, agency: "police", identities: [], postings: [], left: false }]]);

const teamsOf = ({ slots }: Area): readonly Told[] => {
  const all = Object.values(slots);
  const onCall = all.flatMap((slot) =>
    slot.kind === "team" ? [] : [{ name: slot.name, telephone: slot.safeDefault.telephone }],
  );
  return [...all.map(slotSays), ...onCall];
};

const rulesOf = (value: unknown): readonly string[] =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) =>
        key === "says" && typeof inner === "string" ? [inner] : rulesOf(inner),
      );

const refs = [1, 77, 202].map((byte) => tandemRefFrom(new Uint8Array(7).fill(byte)));

/** Every kind of message, of every area, with its own teams, numbers and rules in them. */
const messagesOf = (area: Area, protocol: Protocol): readonly OwnMessage[] => {
  const teams = teamsOf(area);
  const rules = rulesOf(protocol);
  return teams.flatMap((team, index) => {
    const person = area.people[index % area.people.length]?.name ?? "Demo Worker";
    const world = {
      ref: refs[index % refs.length] ?? "",
      areaName: area.name,
      team,
      other: teams[(index + 1) % teams.length] ?? team,
      says: rules[(index * 7) % rules.length] ?? "",
      title: protocol.sources[index % protocol.sources.length]?.title ?? "",
    };
    const allowed = withStaff(allowedIn(area, [protocol]), [person]);
    const people = peopleNamed(person);
    const named = (name: string, { text, blocks }: Rendered): OwnMessage => ({
      name: `${area.area} ${name}`,
      text: textsOf({ text, blocks }),
      allowed,
    });
    const models = withPlain(Object.values(examplesIn(world)).flat());
    const grouped = [reminderOf(world), { ...reminderOf(world), dueAt: long, overdue: true }];
    return [
      ...models.map((model) => named(model.kind, renderNotice(model, people))),
      named("reminders", renderReminders(grouped)),
      named(
        "redacted reminders",
        renderNotice(plainModels([grouped[0] ?? reminderOf(world), ...grouped])[0], people),
      ),
    ];
  });
};

/** Every text that the bot itself writes, taken from its renderer, each once. */
export const ownMessages: readonly OwnMessage[] = [
  ...new Map(
    [...areas.values()].flatMap(({ value: area }) => {
      const protocol = protocols.get(area.protocol)?.value;
      return protocol === undefined ? [] : messagesOf(area, protocol).map((one) => [one.text, one] as const);
    }),
  ).values(),
];

export const exampleAllowed: Allowed = allowedIn(
  areas.get("exampleshire")?.value,
  [...protocols.values()].map(({ value }) => value),
);
