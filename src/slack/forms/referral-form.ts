import type { KnownBlock, ModalView } from "@slack/types";
import { actions, views } from "../action-ids.ts";
import {
  button,
  buttons,
  choiceField,
  dateField,
  escapeMarkup,
  heading,
  paragraph,
  peopleField,
  plain,
  textField,
  ticksField,
  type Choice,
} from "../elements.ts";
import { answerFields, reasonField } from "./asked-fields.ts";
import { bothAgenciesRead } from "./case-form.ts";
import {
  basisChoices,
  crimeChoices,
  involvementChoices,
  referralFields as field,
  sourceChoices,
  sourceHint,
  suspectChoices,
  yesNoNotKnown,
} from "./referral-fields.ts";

/** What the form needs to be drawn, and to be drawn again: no answer and no child is in it. */
export type ReferralFormModel = {
  readonly submission: string;
  /** Where it can go: "area/agency" and how it is said. */
  readonly directions: readonly Choice[];
  readonly inspectors: readonly string[];
  readonly asked: Parameters<typeof answerFields>[0];
  readonly today: string;
  readonly timeNow: string;
  readonly typedAfterCommand: boolean;
  /** Something to put right, or to know: said beside the urgent button, where whoever pressed it is looking. */
  readonly problem?: string;
};

const choice = (id: string, label: string, choices: readonly Choice[], hint?: string) =>
  choiceField({ id, label, choices, optional: true, ...(hint === undefined ? {} : { hint }) });

const line = (id: string, label: string, hint?: string) =>
  textField({ id, label, optional: true, ...(hint === undefined ? {} : { hint }) });

const lines = (id: string, label: string, hint?: string) =>
  textField({ id, label, optional: true, multiline: true, ...(hint === undefined ? {} : { hint }) });

const top = ({ typedAfterCommand }: ReferralFormModel): readonly KnownBlock[] => [
  paragraph("*Child in immediate danger? Ring 999 first, then record it.*"),
  paragraph(bothAgenciesRead),
  ...(typedAfterCommand
    ? [paragraph("What you typed after the command was not kept. Please never type a name there.")]
    : []),
];

const direction = ({ directions }: ReferralFormModel): KnownBlock => {
  const [only, ...others] = directions;
  return choiceField({
    id: field.direction,
    label: "Whom are you telling?",
    choices: directions,
    ...(only !== undefined && others.length === 0 ? { initial: only.value } : {}),
  });
};

const neededToSend = (model: ReferralFormModel): readonly KnownBlock[] => [
  choiceField({
    id: field.about,
    label:
      "Is the person the allegation is about on the staff of either agency, working with children, or related to someone on these teams?",
    choices: yesNoNotKnown,
    hint: "Yes or not known: no team is told. It goes to the detective inspector for the area alone.",
  }),
  paragraph(`If yes or not known, ring too: ${model.inspectors.map(escapeMarkup).join("; ")}.`),
  direction(model),
  choiceField({
    id: field.immediateRisk,
    label: "Is the child at immediate risk?",
    choices: yesNoNotKnown,
    hint: "Not known counts as yes until somebody says otherwise, with a reason.",
  }),
  textField({ id: field.callback, label: "Number to ring you back on", maxLength: 30 }),
  paragraph(
    "*No time for more?* Send it now; whoever picks it up will ring you. What is unanswered counts as not known, the first question too.",
  ),
  ...(model.problem === undefined ? [] : [paragraph(`*${escapeMarkup(model.problem)}*`)]),
  buttons("urgent", [
    button("Urgent: send with what I have", actions.sendUrgent, model.submission, "danger"),
  ]),
];

const theChild = (): readonly KnownBlock[] => [
  heading("The child"),
  paragraph("Leave blank what is not known. It is recorded as not known."),
  line(field.child, "Child's name"),
  dateField({ id: field.dateOfBirth, label: "Date of birth", optional: true }),
  line(field.age, "Age, if the date is not known"),
  choice(field.notYetMobile, "A baby not yet mobile?", yesNoNotKnown),
  lines(field.otherChildren, "Other children there"),
  line(field.whereNow, "Where is the child now, and with whom?"),
  choice(field.withPersonAlleged, "Is the child with the person the allegation is about?", yesNoNotKnown),
  choice(field.policeProtection, "Under police protection?", yesNoNotKnown),
  line(field.lastSeen, "When was the child last seen, and by whom?"),
];

const theConcern = (): readonly KnownBlock[] => [
  heading("The concern"),
  lines(field.childsWords, "The child's own words"),
  lines(field.concerns, "What are the concerns?"),
  line(field.personAlleged, "Who is the allegation about?"),
  peopleField({
    id: field.excluded,
    label: "Is that person, or a relative of theirs, here on Slack? Choose them",
    optional: true,
    hint: "They will never see this referral.",
  }),
  line(field.nextContact, "When does that person next have contact with the child?"),
  choice(field.crime, "Possible crime?", crimeChoices),
  ticksField({ id: field.suspect, label: "Suspect's position", choices: suspectChoices, optional: true }),
];

/** What the protocol asks of this agency's referrals besides; nothing where it asks for nothing more. */
const theProtocol = ({ asked }: ReferralFormModel): readonly KnownBlock[] =>
  asked.length === 0 ? [] : [heading("What the protocol asks for"), ...answerFields(asked), reasonField()];

const theRest = ({ today, timeNow }: ReferralFormModel): readonly KnownBlock[] => [
  heading("What else is known"),
  choice(field.involvement, "Open case or plan?", involvementChoices),
  choice(field.parentsAware, "Are the parents aware?", yesNoNotKnown),
  line(field.whyUnaware, "If not, why not?"),
  choice(field.basis, "Basis for sharing", basisChoices),
  choice(field.sourceKind, "Who brought the concern to you?", sourceChoices, sourceHint),
  line(field.source, "Who told you?"),
  dateField({
    id: field.learnedDate,
    label: "When did your agency learn of it? Date",
    initial: today,
    optional: true,
  }),
  textField({
    id: field.learnedTime,
    label: "Time, 24-hour",
    initial: timeNow,
    optional: true,
    maxLength: 10,
    hint: "Clocks start then, not when this form is sent. For example 14:30.",
  }),
];

/** The referral form: what is needed to send it first, with a way out to send it at once, then what is known. */
export const referralForm = (model: ReferralFormModel): ModalView => ({
  type: "modal",
  callback_id: views.referral,
  title: plain("Make a referral"),
  submit: plain("Send referral"),
  close: plain("Cancel"),
  private_metadata: JSON.stringify({ ...model, problem: undefined }),
  blocks: [
    ...top(model),
    ...neededToSend(model),
    ...theChild(),
    ...theConcern(),
    ...theProtocol(model),
    ...theRest(model),
  ] satisfies KnownBlock[],
});
