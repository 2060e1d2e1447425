import { namesIn } from "../casework/see-access.ts";
import type { Area } from "../domain/area/area-schema.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import { accessInWords } from "../domain/case/access-in-words.ts";
import { accessTrail } from "../domain/case/access-trail.ts";
import type { CaseEvent } from "../domain/case/case-event.ts";
import { foldCase } from "../domain/case/fold.ts";
import { parseTandemRef, type TandemRef } from "../domain/tandem-ref.ts";
import { UserError } from "../errors.ts";
import type { ReferenceFiles } from "../files/load-reference.ts";
import { accessesOf } from "../store/access-store.ts";
import { createPeopleStore } from "../store/people-store.ts";
import { caseStream } from "../store/project.ts";
import type { StoreContext } from "../store/store-context.ts";
import { readHeaders } from "../store/stored-event.ts";

const usage = [
  "Usage: npm run tandem -- audit access CASE [--json]",
  "  who opened a case, who was refused, and everybody to whom it was disclosed, the oldest first",
].join("\n");

const asked = (words: readonly string[]): { readonly ref: TandemRef; readonly json: boolean } => {
  const json = words.includes("--json");
  const [typed = "", ...others] = words.filter((word) => word !== "--json");
  const ref = parseTandemRef(typed);
  if (ref === undefined || others.length > 0) throw new UserError(usage);
  return { ref, json };
};

const areaOf = ({ areas }: ReferenceFiles, name: string): Area => {
  const found = areas.get(name)?.value;
  if (found === undefined) throw new UserError(`There is no file of the area ${name} any more.`);
  return found;
};

/**
 * `tandem audit access CASE`: every view, refusal and disclosure of a case, addenda too, as lines or as one JSON list. No
 * key is used, and nothing is written down: whoever can run it can read the record itself. Throws UserError.
 */
export const auditAccess = async (
  store: StoreContext,
  files: ReferenceFiles,
  words: readonly string[],
): Promise<readonly string[]> => {
  const { ref, json } = asked(words);
  // The stream of a case holds events of a case alone, each read by its own schema.
  const events = (await readHeaders(store.sql, caseStream(ref))) as readonly CaseEvent[];
  const state = foldCase(events);
  const accesses = await accessesOf(store.sql, ref);
  if (state === undefined) {
    const refused = accesses.length === 0 ? "" : ` ${accesses.length} people asked for it and were refused.`;
    throw new UserError(`There is no case ${ref}.${refused}`);
  }
  const trail = accessTrail(accesses, events);
  const names = await namesIn({ people: createPeopleStore(store) }, areaOf(files, state.area), trail);
  const shown = trail.map((entry) => ({
    local: formatInstant(entry.at),
    says: accessInWords(entry, names),
    ...entry,
  }));
  if (json) return [JSON.stringify(shown, undefined, 2)];
  return shown.map(({ local, says }) => `${local}  ${says}`);
};
