import { kindSaid } from "../notices/told-of-note.ts";
import type { CaseEvent, NewCaseEvent } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import { conclude, type Decision } from "../case/decide-answer.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Notice } from "../notices/notice.ts";
import type { FindingKind } from "./finding.ts";

export type HeldBack = { readonly notice: Notice; readonly findings: readonly FindingKind[] };

/** Whether the case says already that this notice was held back: it is tried again as often as Slack makes it. */
export const isRecorded = (events: readonly CaseEvent[], { notice }: HeldBack): boolean =>
  events.some((event) => event.type === "NoticeRedacted" && event.header.notice === notice.id);

/** An alarm that is itself held back raises no further one: it would go the same way. */
const operatorsTold = (
  { notice, findings }: HeldBack,
  state: CaseState,
  by: Following,
): readonly NoticeAsked[] => {
  if (notice.model.kind === "redaction-alarm") return [];
  const what = kindSaid(notice.model.kind);
  const model = { kind: "redaction-alarm", areaName: by.area.name, ref: state.ref, what, findings } as const;
  return [{ to: by.area.operators, lane: "urgent", model, because: [`a ${what} was held back`] }];
};

/** A message was held back and a plain one goes in its place: the case's record says so, and the operators are alarmed. */
export const decideRedacted = (state: CaseState, held: HeldBack, by: Following): Decision => {
  const redacted: NewCaseEvent = {
    type: "NoticeRedacted",
    version: 1,
    header: {
      by: "tandem",
      at: by.now,
      enteredAt: by.now,
      notice: held.notice.id,
      findings: held.findings,
    },
  };
  return conclude(state, [redacted], (after) => operatorsTold(held, after, by), by);
};
