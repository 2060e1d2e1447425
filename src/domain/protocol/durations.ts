import { z } from "zod";

/** A length of time as a protocol says it: "24 hours", "1 working day", "45 calendar days", "3 months". */
export type Duration = { readonly count: number; readonly unit: DurationUnit };
export type DurationUnit = "minutes" | "hours" | "working-days" | "calendar-days" | "months";

const units: Readonly<Record<string, DurationUnit>> = {
  minute: "minutes",
  hour: "hours",
  "working day": "working-days",
  "calendar day": "calendar-days",
  month: "months",
};

const pattern = /^(\d{1,4}) (minute|hour|working day|calendar day|month)s?$/;

const written = z
  .string()
  .meta({ pattern: pattern.source, description: 'A length of time, such as "24 hours" or "1 working day"' });

/** Reads a duration as a protocol spells it; a plain "days" is refused, because working or calendar must be said. */
export const durationSchema = written.transform((text, context): Duration => {
  const match = pattern.exec(text);
  const unit = units[match?.[2] ?? ""];
  if (unit !== undefined) return { count: Number(match?.[1]), unit };
  context.addIssue({
    code: "custom",
    message: `"${text}" is not a length of time. Write a number and minutes, hours, working days, calendar days or months, for example "24 hours" or "1 working day"`,
  });
  return z.NEVER;
});
