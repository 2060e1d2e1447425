import { sql } from "drizzle-orm";
import { z } from "zod";
import { agencyInWords } from "../domain/agency.ts";
import { parseLocalDate, plusDays } from "../domain/calendar/local-date.ts";
import { localToInstant } from "../domain/calendar/local-to-instant.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { Instant } from "../domain/instant.ts";
import { countEscalations, type EscalationCount } from "../domain/steps/count-escalations.ts";
import { UserError } from "../errors.ts";
import { rows } from "../store/rows.ts";
import type { StoreContext } from "../store/store-context.ts";
import { readHeaders } from "../store/stored-event.ts";

const usage = [
  "Usage: npm run tandem -- escalations --area AREA --from DATE --to DATE",
  "  how often each agency said that it disagrees, from the first day to the last, both included, for example",
  "  npm run tandem -- escalations --area testford --from 2026-09-01 --to 2026-09-30; without --area, all areas",
].join("\n");

/** When a day begins, or the one so many days later. */
const midnight = (typed: string | undefined, later = 0): Instant => {
  const day = parseLocalDate(typed ?? "");
  const read = day.ok ? localToInstant({ date: plusDays(day.date, later), time: "00:00" }) : day;
  if (!read.ok || !("instant" in read)) throw new UserError(usage);
  return read.instant;
};

const optionsIn = (words: readonly string[]): ReadonlyMap<string, string> => {
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at += 2) {
    const [name = "", value = ""] = words.slice(at, at + 2);
    if (!["--area", "--from", "--to"].includes(name) || value === "") throw new UserError(usage);
    options.set(name, value);
  }
  return options;
};

/** The cases of an area, or of all, in which somebody ever disagreed. */
const disputed = async ({ sql: database }: StoreContext, area?: string): Promise<readonly CaseState[]> => {
  const where = area === undefined ? sql`` : sql`AND area = ${area}`;
  const streams = await rows(
    database,
    sql`SELECT DISTINCT stream FROM events
        WHERE type = 'StepTaken' AND header::jsonb ->> 'step' = 'disagreement-raised' ${where}`,
    z.object({ stream: z.string() }),
  );
  const states: CaseState[] = [];
  for (const { stream } of streams) {
    // The stream of a case holds events of a case alone, each read by its own schema.
    const state = foldCase((await readHeaders(database, stream)) as readonly CaseEvent[]);
    if (state !== undefined) states.push(state);
  }
  return states;
};

const inWords = ({ area, agency, raised, settled, open, medianDays }: EscalationCount): string =>
  `${area}, ${agencyInWords[agency]}: raised ${raised}, settled ${settled}, open ${open}, median ${medianDays === undefined ? "none settled" : `${medianDays} days`}`;

/** `tandem escalations`: disagreements raised, settled and open by agency and area. No key is used. Throws UserError. */
export const escalationsCommand = async (
  store: StoreContext,
  words: readonly string[],
): Promise<readonly string[]> => {
  const options = optionsIn(words);
  const from = midnight(options.get("--from"));
  const to = midnight(options.get("--to"), 1);
  const counts = countEscalations(await disputed(store, options.get("--area")), { from, to });
  return counts.length === 0 ? ["Nobody disagreed in that time."] : counts.map(inWords);
};
