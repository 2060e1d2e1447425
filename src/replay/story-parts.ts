import { z } from "zod";
import type { LocalDate } from "../domain/calendar/local-date.ts";
import type { Instant } from "../domain/instant.ts";
import { readStoryDate, readStoryInstant } from "./story-instant.ts";

/* What the entries of a story are made of. */

export const name = z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "lower-case words joined by hyphens" });
export const words = z.string().trim().min(1).max(2_000);
/** Reasons of real cases are never written in a story. */
export const reason = z.string().default("Fictional reason.");

/** "Fri 28 Aug 2026 16:25" by the clock on the wall in England, or an ISO instant with its offset. */
export const instant = z.string().transform((text, context): Instant => {
  const read = readStoryInstant(text);
  if (read.ok) return read.instant;
  context.addIssue({ code: "custom", message: read.because });
  return z.NEVER;
});

/** "Wed 2 Sep 2026", or an ISO date. */
export const day = z.string().transform((text, context): LocalDate => {
  const read = readStoryDate(text);
  if (read.ok) return read.date;
  context.addIssue({ code: "custom", message: read.because });
  return z.NEVER;
});

export const acting = { at: instant, who: name };
/** Which case of the story, by the name that its referral was given; the latest one when left out. */
export const inCase = { ...acting, case: name.optional() };
