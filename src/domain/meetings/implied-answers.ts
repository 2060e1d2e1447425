import type { BodyOf } from "../case/case-event.ts";
import type { CaseState } from "../case/case-state.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { LearnedFacts } from "../steps/learned-facts.ts";
import type { Meeting } from "./meeting.ts";

type Answer = BodyOf<"StepTaken">["answers"][number];

export type ToImply = {
  readonly meeting: Pick<Meeting, "meeting">;
  readonly facts: LearnedFacts;
  /** What each person invited can bring, where it was said of each. */
  readonly brings: readonly (string | undefined)[];
};

/** The mailboxes to which the protocol's own rule sends the invitations; none where an area's file gives one no mailbox. */
export const mailboxesInvited = (
  { protocol, area }: Following,
  { restricted }: CaseState,
): readonly string[] =>
  protocol.notices
    .filter(
      ({ notYet, on, means }) =>
        notYet === undefined && on === "invitation-sent" && means === "secure e-mail",
    )
    .flatMap(({ tells }) => tells)
    .filter((slot) => !restricted && area.slots[slot]?.mailbox !== undefined);

const byMail = (state: CaseState, by: Following): readonly Answer[] => {
  const slots = mailboxesInvited(by, state);
  if (slots.length === 0) return [];
  return [
    { field: "booking form attached", text: "Tandem attaches it to the e-mail" },
    {
      field: "mailbox it was sent to",
      text: slots.map((slot) => by.area.slots[slot]?.name ?? slot).join(", "),
    },
  ];
};

const saidBefore = (
  { steps }: CaseState,
  { meeting }: ToImply["meeting"],
  by: Following,
): readonly Answer[] => {
  const isSent = steps.some((one) => one.step === "invitation-sent" && one.meeting === meeting);
  if (!isSent) return [];
  return by.protocol.requires
    .filter(({ for: step }) => step === "invitation-sent")
    .flatMap(({ fields }) => fields)
    .map((field) => ({ field, text: "as it was said with the first invitations" }));
};

/** What a protocol asks of invitations that nobody has to be asked for: the form itself answers it, or it was said before. */
export const impliedAnswers = (
  { meeting, facts, brings }: ToImply,
  state: CaseState,
  by: Following,
): readonly Answer[] => [
  ...(facts.attendance === undefined
    ? []
    : [
        {
          field: "attendance required or report enough",
          text: facts.attendance === "required" ? "attendance required" : "report enough",
        },
      ]),
  ...(brings.length > 0 && brings.every((one) => one !== undefined)
    ? [{ field: "what each person invited can bring", text: "said of each" }]
    : []),
  ...byMail(state, by),
  ...saidBefore(state, meeting, by),
];
