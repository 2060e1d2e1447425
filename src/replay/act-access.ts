import type { Acted } from "../casework/act-in-case.ts";
import { excludePerson } from "../casework/exclude-person.ts";
import { namePerson } from "../casework/name-person.ts";
import { releasePerson } from "../casework/release-person.ts";
import { takeAccess } from "../casework/take-access.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { caseRoleInWords } from "../slack/words.ts";
import { inCase } from "./act-in-case.ts";
import { nameOf, outcomeOf, type Doing, type Outcome } from "./playing.ts";
import type { EntryOf } from "./story-schema.ts";

/** What a verb answered, and in words what became of the case: no message says it to everyone. */
export const saying = (
  ref: TandemRef,
  acted: Acted,
  inWords: (state: CaseState) => readonly string[],
): Outcome => {
  const outcome = outcomeOf(ref, acted);
  return acted.ok && outcome.ok ? { ...outcome, because: inWords(acted.state) } : outcome;
};

/** Names a person of one's own agency in the case. */
export const doName = (doing: Doing, entry: EntryOf<"name-person">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { person, as } = entry;
    const who = await nameOf(doing, person);
    const acted = await namePerson(context, viewer, { ref, request, person, as });
    return saying(ref, acted, () => [`${who} is named as ${caseRoleInWords[as]}`]);
  });

/** Takes a person of one's own agency off the case again. */
export const doRelease = (doing: Doing, entry: EntryOf<"release-person">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { person, as, reason } = entry;
    const who = await nameOf(doing, person);
    const acted = await releasePerson(context, viewer, { ref, request, person, as, reason });
    return saying(ref, acted, () => [`${who} is not named as ${caseRoleInWords[as]} any more`]);
  });

/** Says that a person must not know of the case. */
export const doExclude = (doing: Doing, entry: EntryOf<"exclude-person">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const { person, reason } = entry;
    const known = await context.people.byId(person);
    const [identity] = known?.identities ?? [];
    if (known === undefined || identity === undefined) throw new Error(`there is no ${person}`);
    const acted = await excludePerson(context, viewer, { ref, request, identity, reason });
    return saying(ref, acted, () => [
      `the case is kept from ${known.name} from now on, and is for named people alone`,
    ]);
  });

/** Opens a restricted case without being named in it. */
export const doTakeAccess = (doing: Doing, entry: EntryOf<"take-access">): Promise<Outcome> =>
  inCase(doing, entry.case, async (ref) => {
    const { context, viewer, request } = doing;
    const acted = await takeAccess(context, viewer, { ref, request, reason: entry.reason });
    return saying(ref, acted, ({ taken }) =>
      taken.slice(-1).map(({ until }) => `they may open the case until ${formatInstant(until)}`),
    );
  });
