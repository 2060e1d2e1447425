import { changeCalendar } from "../casework/change-calendar.ts";
import { doneInWords, movedInWords } from "../domain/calendar/closure-in-words.ts";
import type { Doing, Outcome } from "./playing.ts";
import type { EntryOf } from "./story-schema.ts";

/** Fills in `/tandem-calendar` and sends it. The step ends when every open case has followed. */
export const doChangeCalendar = async (
  { context, viewer }: Doing,
  { day, becomes, because }: EntryOf<"change-calendar">,
): Promise<Outcome> => {
  const does = becomes === "not a working day" ? "add" : "remove";
  const answer = await changeCalendar(context, { does, date: day, because }, viewer);
  if (!answer.ok)
    return { ok: false, rule: answer.about === "person" ? "authority" : "form", says: answer.says };
  const followed = await answer.following;
  if (followed.faults.length > 0) throw followed.faults[0];
  const done = doneInWords({ ...answer, does });
  return { ok: true, because: [`${done} (${because}): ${movedInWords(followed)}`] };
};
