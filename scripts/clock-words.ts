import { formatDate, localDateOf, localTimeOf, offsetNameOf } from "../src/domain/calendar/format-instant.ts";
import type { Instant } from "../src/domain/instant.ts";

const timeIn = (instant: Instant): string => `${localTimeOf(instant)} ${offsetNameOf(instant)}`;

/** 'Fri 28 Aug 2026, 16:25 BST'. */
export const inFull = (instant: Instant): string => `${formatDate(localDateOf(instant))}, ${timeIn(instant)}`;

/** 'Fri 18:40 BST'. */
export const inShort = (instant: Instant): string =>
  `${formatDate(localDateOf(instant)).slice(0, 3)} ${timeIn(instant)}`;
