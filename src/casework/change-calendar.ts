import { decideClosure, type ClosureAsked } from "../domain/calendar/decide-closure.ts";
import type { LocalDate } from "../domain/calendar/local-date.ts";
import type { Instant } from "../domain/instant.ts";
import { areasAt } from "../domain/people/posting.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { followCalendar, type Followed } from "./follow-calendar.ts";
import { may } from "./may.ts";

/** The command line is its own authority: whoever can run it can reach the record itself. */
type By = Viewer | "command-line";

export type CalendarAnswer =
  | {
      readonly ok: true;
      readonly date: LocalDate;
      readonly wasSoAlready: boolean;
      /** The change is in the record before this begins. It ends when every open case has followed, or could not. */
      readonly following: Promise<Followed>;
    }
  | { readonly ok: false; readonly about: "person" | "date" | "because"; readonly says: string };

const registeredNowhere = "You are registered, but for no area that goes by this calendar.";

/** The calendar is one for all areas: an administrator of any of them may change it. */
const refusalOf = (context: Context, by: By): string | undefined => {
  if (by === "command-line") return undefined;
  const own = areasAt(by.person, context.clock.dutyNow());
  const areas = [...context.reference.areas.values()].filter(({ area }) => own.includes(area));
  const answers = areas.map((area) => may(context, by, { verb: "change-calendar", area }));
  const [first] = answers;
  if (first === undefined) return registeredNowhere;
  return first.ok || answers.some(({ ok }) => ok) ? undefined : first.says;
};

/** Whether somebody may change the working calendar, before they are shown how. */
export const mayChangeCalendar = (context: Context, viewer: Viewer) => {
  const says = refusalOf(context, viewer);
  return says === undefined ? ({ ok: true } as const) : ({ ok: false, says } as const);
};

/** Other processes follow too, each what it comes to first: what has moved in all stands in the record. */
const follow = async (context: Context, since: Instant | undefined): Promise<Followed> => {
  const followed = await followCalendar(context);
  return since === undefined ? followed : { ...followed, ...(await context.calendars.movedSince(since)) };
};

/**
 * An administrator takes a day out of the working calendar, or puts one into it. That is written down first; then every
 * open case follows. Asked again, it only finishes what is not finished.
 */
export const changeCalendar = async (
  context: Context,
  asked: Pick<ClosureAsked, "does" | "date" | "because">,
  by: By,
): Promise<CalendarAnswer> => {
  const refusal = refusalOf(context, by);
  if (refusal !== undefined) return { ok: false, about: "person", says: refusal };
  const who = by === "command-line" ? by : by.person.person;
  const full = { ...asked, by: who, at: context.clock.dutyNow() };
  const decided = await context.calendars.change((inForce) => decideClosure(full, inForce));
  if (!decided.ok) return { ok: false, about: decided.about, says: decided.because };
  context.reference.useClosures(await context.calendars.inForce());
  const { date, event } = decided;
  const following = follow(context, event?.header.enteredAt);
  return { ok: true, date, wasSoAlready: event === undefined, following };
};
