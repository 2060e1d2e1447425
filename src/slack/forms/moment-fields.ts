import type { InputBlock } from "@slack/types";
import { dateField, textField } from "../elements.ts";

export const momentFields = { date: "date", time: "time" } as const;

export type Now = { readonly date: string; readonly time: string };

/** When something happened: a date and a 24-hour time, both filled in with now. */
export const whenItHappened = (now: Now): readonly InputBlock[] => [
  dateField({ id: momentFields.date, label: "Date", initial: now.date }),
  textField({
    id: momentFields.time,
    label: "Time, 24-hour",
    initial: now.time,
    maxLength: 10,
    hint: "For example 14:30.",
  }),
];
