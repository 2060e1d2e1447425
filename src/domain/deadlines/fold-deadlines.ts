import type { HeaderOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";

const withDeadline = (state: CaseState, header: HeaderOf<"DeadlineSet">): CaseState => ({
  ...state,
  deadlines: [
    ...state.deadlines,
    {
      id: header.deadline,
      clock: header.clock,
      rule: header.rule,
      owner: header.owner,
      startedAt: header.startedAt,
      ...(header.anchor === undefined ? {} : { anchor: header.anchor }),
      dueAt: header.dueAt,
      ...(header.alsoShownAt === undefined ? {} : { alsoShownAt: header.alsoShownAt }),
      because: header.because,
    },
  ],
});

const withMet = (state: CaseState, header: HeaderOf<"DeadlineMet">): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((deadline) =>
    deadline.id === header.deadline ? { ...deadline, met: { at: header.at, late: header.late } } : deadline,
  ),
});

const withEnded = (state: CaseState, header: HeaderOf<"DeadlineEnded">): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((deadline) =>
    deadline.id === header.deadline
      ? { ...deadline, met: { at: header.at, late: false, ended: true } }
      : deadline,
  ),
});

const withChanged = (state: CaseState, header: HeaderOf<"DeadlineChanged">): CaseState => ({
  ...state,
  deadlines: state.deadlines.map((deadline) => {
    if (deadline.id !== header.deadline) return deadline;
    const { alsoShownAt: _replaced, superseded = [], ...rest } = deadline;
    return {
      ...rest,
      ...(header.anchor === undefined ? {} : { anchor: header.anchor }),
      dueAt: header.dueAt,
      ...(header.alsoShownAt === undefined ? {} : { alsoShownAt: header.alsoShownAt }),
      because: header.because,
      superseded: [...superseded, { dueAt: header.wasDueAt, at: header.enteredAt }],
    };
  }),
});

/** What each event of a deadline makes of its case. */
export const deadlineFolds = {
  DeadlineSet: withDeadline,
  DeadlineMet: withMet,
  DeadlineChanged: withChanged,
  DeadlineEnded: withEnded,
};
