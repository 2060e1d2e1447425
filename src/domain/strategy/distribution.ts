import { conclude, type Decision } from "../case/decide-answer.ts";
import type { BodyOf, HeaderOf, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { decideStep } from "../case/decide-step.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import { refuse, type Refused } from "../case/refusal.ts";
import { stepEvent } from "../case/step-event.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import { laneOf } from "../notices/lane.ts";
import type { Notice } from "../notices/notice.ts";
import { addressOfRecipient, recordIn, type Receipt, type StrategyRecord } from "./strategy-record.ts";

export type Distributing = Pick<
  HeaderOf<"DistributionConfirmed">,
  "by" | "agency" | "record" | "recipients"
> & { readonly details: BodyOf<"DistributionConfirmed"> };

const mails = (
  { record, by: asker, recipients }: Distributing,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] =>
  recipients.flatMap((one) => {
    const mailbox = addressOfRecipient(record, one);
    if (mailbox === undefined) return [];
    const model = {
      kind: "record-mailed" as const,
      ref: state.ref,
      areaName: by.area.name,
      by: asker,
      record,
      recipient: one.recipient,
    };
    return [
      { to: { mailbox }, lane: laneOf(state), model, because: ["whoever was asked hears what was decided"] },
    ];
  });

/**
 * Whoever conducted a discussion settles who gets its record: everybody who was asked, not only those who were there.
 * What is kept from somebody has a reason.
 */
export const decideDistribution = (
  state: CaseState,
  distributing: Distributing,
  by: Following,
): Decision | Refused => {
  const { details, ...header } = distributing;
  if (recordIn(state, header.record)?.held === undefined)
    return refuse("not-finished", "Finish the record first.");
  const unexplained = header.recipients.filter(
    ({ reach, withheld, recipient }) =>
      (reach === "nothing" || withheld.length > 0) &&
      (details.recipients.find((one) => one.recipient === recipient)?.whyWithheld ?? "").trim() === "",
  );
  if (unexplained.length > 0) return refuse("no-reason", "Say why something is kept from somebody.");
  const event: NewCaseEvent = {
    type: "DistributionConfirmed",
    version: 1,
    header: { ...header, at: by.now, enteredAt: by.now },
    sealed: { compartment: "shared", body: details },
  };
  return conclude(state, [event], (after) => mails(distributing, after, by), by);
};

const reached = ({ stands, notice }: Receipt, { mails: all }: CaseState): boolean => {
  if (stands !== "waiting") return stands !== "came-back";
  const mail = all.find((one) => one.notice === notice);
  return mail !== undefined && mail.standing !== "waiting" && mail.standing !== "failed";
};

const lastSaid = (record: string, { steps }: CaseState) =>
  steps.findLast(
    (one) => one.record === record && (one.step === "minutes-shared" || one.step === "minutes-came-back"),
  )?.step;

/** Whether a record has left for everybody who gets it, and nobody has said so yet. */
const isShared = ({ record, receipts }: StrategyRecord, state: CaseState): boolean =>
  receipts.length > 0 &&
  receipts.every((one) => reached(one, state)) &&
  lastSaid(record, state) !== "minutes-shared";

/** The minutes are shared once they left for the last of those who get them; nobody has to write that down. */
export const decideShared = (state: CaseState, by: Following): Decision | Refused => {
  const record = state.records.find((one) => isShared(one, state));
  if (record?.held === undefined) return refuse("not-shared", "It is still on its way to somebody.");
  const decided = decideStep(
    state,
    {
      step: "minutes-shared",
      by: record.held.by,
      agency: record.agency,
      at: by.now,
      isManager: false,
      actingNow: false,
      facts: {},
      present: [],
      agreed: [],
      record: record.record,
      details: { answers: [] },
    },
    by,
  );
  return decided;
};

/** The record came back from somebody after it was said to be shared: it is owed to them again, and everybody sees that. */
export const cameBack = ({ model }: Notice, state: CaseState, by: Following): readonly NewCaseEvent[] => {
  if (model.kind !== "record-mailed") return [];
  const record = recordIn(state, model.record);
  if (record?.held === undefined || lastSaid(record.record, state) !== "minutes-shared") return [];
  const { agency, held } = record;
  const taken = { step: "minutes-came-back", facts: {}, present: [], agreed: [] } as const;
  const about = { agency, by: held.by, at: by.now, record: record.record, details: { answers: [] } };
  return [stepEvent({ ...taken, ...about }, [], by)];
};

/** Whoever gives the record in their own way has done it. */
export const decideGiven = (
  state: CaseState,
  given: Pick<HeaderOf<"RecordGiven">, "by" | "agency" | "record" | "recipient" | "how">,
  by: Following,
): Decision | Refused => {
  const receipt = recordIn(state, given.record)?.receipts.find((one) => one.recipient === given.recipient);
  if (receipt === undefined) return refuse("no-recipient", "They are not among those who get it.");
  if (receipt.stands === "given") return refuse("given-already", "That is written down already.");
  const event: NewCaseEvent = {
    type: "RecordGiven",
    version: 1,
    header: { ...given, at: by.now, enteredAt: by.now },
  };
  return conclude(state, [event], () => [], by);
};
