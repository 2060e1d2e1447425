import { epochMilliseconds, instantOf, type Instant } from "../instant.ts";
import { formatInstant, localDateOf } from "./format-instant.ts";
import { dayIndexOfDate } from "./local-date.ts";
import { aYear, openSpells, type Spell } from "./open-spells.ts";
import type { OpeningHours } from "./opening-hours.ts";
import { refuse, type Refusal } from "./refusal.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

export type FoundInstant = {
  readonly ok: true;
  readonly instant: Instant;
  readonly because: readonly string[];
};

/** The first instant strictly after the given one at which a shut team opens; refused if none within a year. */
export const nextOpening = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  instant: Instant,
): FoundInstant | Refusal => {
  const spell = firstSpell(hours, calendar, { instant, edge: "start" });
  if (spell === undefined) return none("opening", instant);
  return spell.ok ? found("opens", spell.start) : spell;
};

/** The first instant strictly after the given one at which an open team closes; refused if none within a year. */
export const nextClosing = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  instant: Instant,
): FoundInstant | Refusal => {
  const spell = firstSpell(hours, calendar, { instant, edge: "end" });
  if (spell === undefined) return none("closing", instant);
  if (!spell.ok) return spell;
  return spell.end === Infinity ? none("closing", instant) : found("closes", spell.end);
};

const firstSpell = (
  hours: OpeningHours,
  calendar: WorkingCalendar,
  { instant, edge }: { readonly instant: Instant; readonly edge: "start" | "end" },
): Spell | Refusal | undefined => {
  const at = epochMilliseconds(instant);
  const today = dayIndexOfDate(localDateOf(instant));
  // From the day before, so that a spell that runs through midnight is seen whole.
  const from = today === calendar.firstDay ? today : today - 1;
  for (const spell of openSpells(hours, calendar, from, aYear)) {
    if (!spell.ok || spell[edge] > at) return spell;
  }
  return undefined;
};

const found = (what: "opens" | "closes", at: number): FoundInstant => {
  const instant = instantOf(at);
  return { ok: true, instant, because: [`next ${what} ${formatInstant(instant)}`] };
};

const none = (what: "opening" | "closing", instant: Instant): Refusal =>
  refuse(`There is no ${what} within a year of ${formatInstant(instant)}: check the opening hours.`);
