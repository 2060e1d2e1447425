import { z } from "zod";

const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

const openTime = z
  .string()
  .regex(timePattern, "an opening time is hours and minutes on the 24-hour clock, such as '08:30'");
const closeTime = z
  .string()
  .refine(
    (text) => text === "24:00" || timePattern.test(text),
    "a closing time is hours and minutes on the 24-hour clock, such as '17:00', or '24:00'",
  );

const periodSchema = z
  .strictObject({ open: openTime, close: closeTime })
  .readonly()
  .refine(({ open, close }) => close > open, {
    error: ({ input }) => `${describe(input)}: closing must be later than opening; split a night at 24:00`,
  });

const describe = (input: unknown): string => {
  const { open, close } = input as { open: string; close: string };
  return `${open} to ${close}`;
};

const periodsSchema = z
  .array(periodSchema)
  .min(1, "no opening hours: write 'closed'")
  .readonly()
  .superRefine((periods, context) => {
    const sorted = [...periods].sort((one, other) => (one.open < other.open ? -1 : 1));
    sorted.forEach((period, position) => {
      const next = sorted[position + 1];
      if (next === undefined || next.open >= period.close) return;
      context.addIssue({
        code: "custom",
        message: `${describe(period)} and ${describe(next)} overlap`,
      });
    });
  });

/** The hours of one day: 'closed', '24 hours', or periods that do not overlap. */
export const dayHoursSchema = z.union([z.enum(["closed", "24 hours"]), periodsSchema]);

/** Half-open [open, close). */
export type Period = z.infer<typeof periodSchema>;
export type DayHours = z.infer<typeof dayHoursSchema>;
