import { planted } from "../../support/planted.ts";
import { deskOfficer, socialWorker, type Sender } from "../../support/refer.ts";
import { picksUp, pressed, reads, records, refers, shows, typed, type Desk } from "./people.ts";
import type { Journey } from "./story.ts";

/** Where their own messages come in. */
const inPerson = (who: Sender): Sender => ({ ...who, channel: who.user });

const refOf = ({ acknowledged }: Desk): string => [...acknowledged][0] ?? "";

const ownCase = (who: Sender, shows: string) => (desk: Desk) => typed(who, "/case", refOf(desk), shows)(desk);

const toldByTelephone = records({
  name: "writes down that they were told by telephone",
  who: inPerson(socialWorker),
  actionId: "open-told-by-telephone",
  callback: "told-by-telephone",
  values: { "to-whom": planted.toldTo, "staff-number": "4411" },
});

const discusses = records({
  name: "records a discussion",
  who: inPerson(socialWorker),
  actionId: "open-discussion",
  callback: "discussion",
  values: { "with-whom": planted.toldTo, decision: "joint", "decision-in-words": planted.discussed },
});

const handsBack = records({
  name: "hands it back",
  who: deskOfficer,
  actionId: "open-hand-back",
  callback: "hand-back",
  values: { reason: planted.discussed },
  reach: ownCase(deskOfficer, "open-hand-back"),
});

const saysAtRisk = records({
  name: "says that the risk is immediate",
  who: deskOfficer,
  actionId: "open-risk",
  callback: "risk",
  values: { "immediate-risk": "yes", reason: planted.discussed },
  reach: (desk) => shows(desk, deskOfficer, "open-risk", pressed(deskOfficer, "read-referral")),
});

const recordsStep = records({
  name: "records a step",
  who: inPerson(socialWorker),
  actionId: "open-step",
  callback: "step",
  first: { callback: "step-choice", values: { step: "checks-recorded" } },
  values: { note: planted.discussed },
});

const looks = [
  reads("reads the referral", deskOfficer, planted.concerns, pressed(deskOfficer, "read-referral")),
  reads("reads the worklist", deskOfficer, "Cases of your agency", async (desk) => {
    if (await typed(deskOfficer, "/worklist", "", "My team's")(desk))
      await desk.bot.people("police").pressInModal({ user: deskOfficer.user, actionId: "worklist-team" });
  }),
  reads("looks at the case", deskOfficer, "Who has it", async (desk) => {
    await ownCase(deskOfficer, "Who has it")(desk);
  }),
];

/** The journeys of the product, each told from a fresh database: what happened before, and where the faults strike. */
export const journeys: readonly Journey[] = [
  {
    name: "a referral is sent",
    before: [],
    watched: [refers(socialWorker)],
    until: "2026-09-01T11:05:00+01:00",
  },
  {
    name: "it is picked up",
    before: [refers(socialWorker)],
    watched: [picksUp(deskOfficer)],
    until: "2026-09-01T14:30:00+01:00",
  },
  {
    name: "told by telephone",
    before: [refers(socialWorker)],
    watched: [toldByTelephone],
    until: "2026-09-01T14:30:00+01:00",
  },
  {
    name: "it is discussed",
    before: [refers(socialWorker), picksUp(deskOfficer)],
    watched: [discusses],
    until: "2026-09-02T11:00:00+01:00",
  },
  {
    name: "it is handed back",
    before: [refers(socialWorker), picksUp(deskOfficer)],
    watched: [handsBack],
    until: "2026-09-01T11:05:00+01:00",
  },
  {
    name: "the risk changes",
    before: [refers(socialWorker)],
    watched: [saysAtRisk],
    until: "2026-09-01T10:20:00+01:00",
  },
  {
    name: "a step is recorded",
    before: [refers(socialWorker, { crime: "no" })],
    watched: [recordsStep],
    until: "2026-09-01T10:05:00+01:00",
  },
  {
    name: "people look at it",
    before: [refers(socialWorker)],
    watched: looks,
    until: "2026-09-01T10:05:00+01:00",
  },
  {
    name: "nobody answers an urgent referral",
    before: [refers(socialWorker, { suspect: ["in-custody"] }), { until: "2026-09-01T10:12:00+01:00" }],
    watched: [{ until: "2026-09-01T10:15:00+01:00" }],
    until: "2026-09-01T10:40:00+01:00",
  },
  {
    name: "a deadline comes near",
    before: [refers(socialWorker), picksUp(deskOfficer), { until: "2026-09-02T08:45:00+01:00" }],
    watched: [{ until: "2026-09-02T10:05:00+01:00" }],
    until: "2026-09-02T13:00:00+01:00",
  },
];

/** A rule names secure e-mail, so its worlds have a mailbox: the step and its e-mail are one commit, then one delivery. */
export const goesByMail: Journey = {
  name: "a step goes by e-mail",
  before: [refers(socialWorker, { crime: "no" })],
  watched: [recordsStep],
  until: "2026-09-01T10:05:00+01:00",
};
