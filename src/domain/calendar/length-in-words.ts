import { epochMilliseconds, millisecondsIn, type Instant } from "../instant.ts";
import { countWords } from "./count-words.ts";

/** How long it was from one instant to a later one, as one says it: "12 minutes", "2 hours"; undefined for less than a minute. */
export const lengthInWords = (from: Instant, to: Instant): string | undefined => {
  const minutes = Math.floor((epochMilliseconds(to) - epochMilliseconds(from)) / millisecondsIn.minute);
  if (minutes < 1) return undefined;
  if (minutes < 120) return countWords(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? countWords(hours, "hour") : countWords(Math.floor(hours / 24), "day");
};
