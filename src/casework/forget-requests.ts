import { millisecondsIn, plusMilliseconds } from "../domain/instant.ts";
import type { Context } from "./context.ts";

const keptFor = 48 * millisecondsIn.hour;

/** Forgets Slack requests that were accepted more than 48 hours ago. */
export const forgetRequests = (context: Context): Promise<number> =>
  context.cases.forgetRequests(plusMilliseconds(context.clock.dutyNow(), -keptFor));
