import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { mailboxName } from "../notices/mail-models.ts";
import { mailboxOf, type Receipt, type StrategyRecord } from "./strategy-record.ts";

const changed = (
  state: CaseState,
  id: string | undefined,
  change: (record: StrategyRecord) => StrategyRecord,
): CaseState => ({
  ...state,
  records: state.records.map((one) => (one.record === id ? change(one) : one)),
});

const begun = (state: CaseState, header: HeaderOf<"SectionDrafted">): CaseState => {
  const { record, by, agency, enteredAt, meeting, review } = header;
  if (state.records.some((one) => one.record === record)) return state;
  const made: StrategyRecord = {
    record,
    by,
    agency,
    openedAt: enteredAt,
    drafts: [],
    recipients: [],
    receipts: [],
    ...(meeting === undefined ? {} : { meeting }),
    ...(review === undefined ? {} : { review }),
  };
  return { ...state, records: [...state.records, made] };
};

const drafted = (state: CaseState, header: HeaderOf<"SectionDrafted">): CaseState => {
  const { record, replaces, meeting: _meeting, review, ...draft } = header;
  return changed(begun(state, header), record, (one) => ({
    ...one,
    ...(review === undefined ? {} : { review }),
    drafts: [...one.drafts.filter(({ draft: id }) => !replaces.includes(id)), draft],
  }));
};

const agreed = (state: CaseState, { enteredAt: _at, ...action }: HeaderOf<"ActionAgreed">): CaseState => ({
  ...state,
  actions: [...state.actions, action],
});

const done = (state: CaseState, { action, by, at }: HeaderOf<"ActionDone">): CaseState => ({
  ...state,
  actions: state.actions.map((one) => (one.action === action ? { ...one, done: { by, at } } : one)),
});

const distributed = (
  state: CaseState,
  { record, recipients }: HeaderOf<"DistributionConfirmed">,
): CaseState =>
  changed(state, record, (one) => ({
    ...one,
    recipients: [
      ...one.recipients.filter((old) => !recipients.some(({ recipient }) => recipient === old.recipient)),
      ...recipients,
    ],
    receipts: [
      ...one.receipts.filter((old) => !recipients.some(({ recipient }) => recipient === old.recipient)),
      ...recipients.map(({ recipient, reach }): Receipt => ({
        recipient,
        stands: reach === "nothing" ? "nothing" : "waiting",
      })),
    ],
  }));

const received = (
  state: CaseState,
  isTheirs: (receipt: Receipt) => boolean,
  change: Partial<Receipt>,
): CaseState => ({
  ...state,
  records: state.records.map((one) => ({
    ...one,
    receipts: one.receipts.map((receipt) => (isTheirs(receipt) ? { ...receipt, ...change } : receipt)),
  })),
});

const given = (state: CaseState, { recipient, how, at }: HeaderOf<"RecordGiven">): CaseState =>
  received(state, (one) => one.recipient === recipient, {
    stands: how === "given" ? "given" : "came-back",
    at,
  });

/** A mail of the record is on its way to whomever its address names. */
export const recordMailed = (state: CaseState, { notice, kind, to }: HeaderOf<"NoticeIssued">): CaseState => {
  if (kind !== "record-mailed" || !("mailbox" in to)) return state;
  const mailbox = mailboxName(to.mailbox);
  const waiting = state.records
    .flatMap(({ record, recipients, receipts }) =>
      recipients
        .filter((one) => mailboxOf(record, one) === mailbox)
        .filter(({ recipient }) =>
          receipts.some((one) => one.recipient === recipient && one.notice === undefined),
        ),
    )
    .at(0);
  return waiting === undefined
    ? state
    : received(state, (one) => one.recipient === waiting.recipient, { notice });
};

/** A discussion was held: its record is finished. */
export const recordHeld = (state: CaseState, header: HeaderOf<"StepTaken">): CaseState => {
  const { step, record, by, at, enteredAt } = header;
  return step !== "strategy-discussion-held"
    ? state
    : changed(state, record, (one) => ({ ...one, held: { by, at, enteredAt } }));
};

/** What each event of a discussion's record makes of its case. */
export const strategyFolds = {
  SectionDrafted: drafted,
  ActionAgreed: agreed,
  ActionDone: done,
  DistributionConfirmed: distributed,
  RecordGiven: given,
};
