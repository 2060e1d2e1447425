import type { KnownBlock, ModalView } from "@slack/types";
import type { Closure } from "../../domain/calendar/calendar-days.ts";
import {
  closureInWords,
  countOf,
  doneInWords,
  movedInWords,
  noDayChanged,
} from "../../domain/calendar/closure-in-words.ts";
import { becauseAtMost } from "../../domain/calendar/decide-closure.ts";
import type { LocalDate } from "../../domain/calendar/local-date.ts";
import { views } from "../action-ids.ts";
import { choiceField, dateField, paragraph, plain, quoted, textField } from "../elements.ts";
import { answerView } from "./plain-views.ts";

export const calendarTitle = "Working calendar";
export const calendarFields = { day: "day", becomes: "becomes", because: "because" } as const;

/** The latest days, so that the window stays within what Slack takes. */
const shownAtMost = 40;

const changedDays = (changed: readonly Closure[]): readonly KnownBlock[] => {
  if (changed.length === 0) return [paragraph(noDayChanged)];
  const left = changed.length - shownAtMost;
  const earlier = left > 0 ? [`${countOf(left, "earlier day")}: npm run tandem -- calendar list`] : [];
  const lines = changed.toReversed().slice(0, shownAtMost).map(closureInWords);
  return quoted("Days changed so far, the latest first", [...lines, ...earlier].join("\n"));
};

/** Which day becomes what, and why; below it the days that were changed already, given the earliest first. */
export const calendarForm = (changed: readonly Closure[]): ModalView => ({
  type: "modal",
  callback_id: views.calendar,
  title: plain(calendarTitle),
  submit: plain("Change"),
  close: plain("Cancel"),
  blocks: [
    paragraph("Every area and both agencies go by this calendar. Open cases follow at once."),
    dateField({ id: calendarFields.day, label: "Which day?" }),
    choiceField({
      id: calendarFields.becomes,
      label: "What does it become?",
      choices: [
        { value: "add", label: "Not a working day" },
        { value: "remove", label: "A working day after all" },
      ],
    }),
    textField({
      id: calendarFields.because,
      label: "Why?",
      hint: "Everyone whose duty moves reads this. No names.",
      maxLength: becauseAtMost,
    }),
    ...changedDays(changed),
  ] satisfies KnownBlock[],
});

export type CalendarChangedModel = {
  readonly date: LocalDate;
  readonly does: "add" | "remove";
  readonly wasSoAlready: boolean;
  /** What has followed; undefined while cases still do. */
  readonly followed?: { readonly cases: number; readonly deadlines: number; readonly left: number };
};

const followedInWords = ({ followed }: CalendarChangedModel): string => {
  if (followed === undefined)
    return "Recorded. The open cases are following it now; everyone whose duty moves is told.";
  const moved = `Recorded: ${movedInWords(followed)}.`;
  if (followed.left === 0) return moved;
  return `${moved} ${countOf(followed.left, "case")} could not follow yet: Tandem tries again until all have.`;
};

/** What became of the day, and how far the open cases have followed: shown only after the commit. */
export const calendarChangedView = (model: CalendarChangedModel): ModalView =>
  answerView(calendarTitle, `${doneInWords(model)}. ${followedInWords(model)}`);
