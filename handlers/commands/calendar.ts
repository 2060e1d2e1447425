import { mayChangeCalendar } from "../../src/casework/change-calendar.ts";
import { calendarForm, calendarTitle } from "../../src/slack/forms/calendar-form.ts";
import { openWindow } from "./open-window.ts";

/** `/tandem-calendar` opens an administrator's form. What is typed after it is neither read nor kept. */
export const calendarCommand = openWindow(calendarTitle, async ({ services: { context } }, viewer) => {
  const allowed = mayChangeCalendar(context, viewer);
  if (!allowed.ok) return allowed;
  return { ok: true, view: calendarForm(await context.calendars.inForce()) };
});
