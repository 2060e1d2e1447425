import { agencyInWords } from "../domain/agency.ts";
import { formatInstant } from "../domain/calendar/format-instant.ts";
import { lengthInWords } from "../domain/calendar/length-in-words.ts";
import type { Instant } from "../domain/instant.ts";
import type { DeadlineShown, NoticeHeard, ReplayDocument, StepPlayed } from "./document-schema.ts";

/** A thing that happened, as a line and what is said under it. */
export type Printed = { readonly line: string; readonly under: readonly string[] };

const why = (because: readonly string[]): readonly string[] =>
  because.map((one, index) => `${index === 0 ? "because" : "       "} ${one}`);

const tells = (to: readonly string[]): string => `tells ${to.length === 0 ? "nobody" : to.join(", ")}`;

const doesInWords: Readonly<Record<string, string>> = {
  refer: "makes a referral",
  "pick-up": `presses "I'm dealing with this"`,
  "told-by-telephone": "writes down that somebody was told by telephone",
  "read-referral": "opens the referral to read it",
  "see-access": "looks who has seen the case",
  "record-discussion": "records a discussion",
  "record-step": "records a step",
  "reassess-risk": "says again whether there is immediate risk",
  "raise-concern": "says what has come up since",
  "hand-back": "hands it back",
  "have-news": 'presses "We have this news"',
  "sign-hand-over": "signs for the hand-over list",
  "name-person": "names a person in the case",
  "release-person": "takes a person off the case",
  "exclude-person": "says that a person must not know of the case",
  "take-access": "opens a restricted case in an emergency",
  "add-note": "adds a note",
  "propose-departure": "proposes to depart from the protocol",
  "answer-departure": "answers for a departure from the protocol",
  "see-meetings": "looks at the meetings of the case",
  "arrange-meeting": "arranges a meeting",
  "move-meeting": "moves a meeting to another time",
  "call-off-meeting": "calls a meeting off",
  "invite-people": "asks people to a meeting",
  "answer-invitation": "writes down the answer to an invitation",
  "receive-report": "writes down that a report has arrived",
  "settle-attendance": "settles whether the police come",
  "hold-meeting": "writes down that it was held",
  "raise-addendum": "keeps something for the chair alone",
  "change-calendar": "changes the working calendar",
  "review-protocol": "records that the protocol was reviewed",
  "person-joins": "registers somebody who joins",
  "person-leaves": "says that somebody has left",
};

/** What came of these is said by no route, deadline or post of their own. */
const saysWhatCameOfIt: readonly string[] = [
  "change-calendar",
  "review-protocol",
  "person-joins",
  "person-leaves",
  "read-referral",
  "name-person",
  "release-person",
  "exclude-person",
  "take-access",
  "add-note",
  "propose-departure",
  "answer-departure",
  "see-meetings",
  "arrange-meeting",
  "move-meeting",
  "call-off-meeting",
  "invite-people",
  "answer-invitation",
];

/** What other accepted steps led to stands below them, each with its own reasons. */
const stepReasons = ({ does, result, because }: StepPlayed): readonly string[] => {
  if (result === "refused") return because.map((one) => `"${one}"`);
  if (result === "warned") return why(because);
  return saysWhatCameOfIt.includes(does) ? because : [];
};

export const printStep = (step: StepPlayed): Printed => {
  const { entry, name, agency, does, ref, result, rule, happened } = step;
  const about = ref === null ? "" : `, ${ref}`;
  const by = rule === null || result === "accepted" ? "" : ` (${rule})`;
  const when =
    happened === null ? [] : [`It was learned or took place ${formatInstant(happened as Instant)}.`];
  return {
    line: `${entry}. ${name} (${agencyInWords[agency]}) ${doesInWords[does] ?? does}${about}: ${result.toUpperCase()}${by}`,
    under: [...when, ...stepReasons(step)],
  };
};

export const printRoute = (route: ReplayDocument["routes"][number]): Printed => {
  const hops = route.hops.map(({ name, person }) => (person === null ? name : `${name} (${person})`));
  const alone = route.restricted ? ", restricted to the people named" : "";
  return {
    line: `ROUTE ${route.rule}, ${route.ref}: to ${hops.join(", then ")}${alone}`,
    under: [route.says, ...why(route.because)],
  };
};

/** A deadline as it was set: what has changed since is printed when it changed. */
export const printDeadline = (deadline: DeadlineShown): Printed => {
  const { rule, ref, ownerName, says, superseded } = deadline;
  const { dueLocal, derivation, alsoShownLocal: other } = superseded[0] ?? deadline;
  return {
    line: `DEADLINE ${rule}, ${ref}: due ${dueLocal}, for ${ownerName}`,
    under: [says, ...(other === null ? [] : [`the other reading, shown only: ${other}`]), ...why(derivation)],
  };
};

type Dated = Pick<DeadlineShown, "dueLocal" | "alsoShownLocal">;

const otherReading = (next: Dated, before: Dated): readonly string[] =>
  next.alsoShownLocal === before.alsoShownLocal
    ? []
    : [
        `the other reading, shown only: ${next.alsoShownLocal ?? "none"}, was ${before.alsoShownLocal ?? "none"}`,
      ];

/** What a deadline was due at before, at the moment when it changed to what came next. */
export const printChanged = (deadline: DeadlineShown, change: number): Printed => {
  const before = deadline.superseded[change] ?? deadline;
  const next = deadline.superseded[change + 1] ?? deadline;
  const was = before.dueLocal === next.dueLocal ? "as before" : `was due ${before.dueLocal}`;
  return {
    line: `DEADLINE CHANGED ${deadline.rule}, ${deadline.ref}: due ${next.dueLocal}, ${was}`,
    under: [...otherReading(next, before), ...why(next.derivation)],
  };
};

const howDone = ({ atOnce, dueLocal, started, met }: DeadlineShown): string => {
  if (!atOnce) return `was due ${dueLocal}${met?.late === true ? ", DONE LATE" : ", in time"}`;
  const took = lengthInWords(started as Instant, (met?.took ?? started) as Instant);
  return took === undefined ? "at once" : `${took} after it was asked for`;
};

export const printMet = (deadline: DeadlineShown): Printed => {
  const about = `${deadline.rule}, ${deadline.ref}`;
  return deadline.state === "ended"
    ? { line: `NO LONGER DUE ${about}`, under: why(deadline.met?.because ?? []) }
    : { line: `DONE ${about}: ${howDone(deadline)}`, under: [] };
};

export const printReminder = (reminder: ReplayDocument["reminders"][number]): Printed => {
  const { rule, ref, dueLocal, outcome, to, because } = reminder;
  const what = outcome === "told" ? tells(to) : outcome;
  return { line: `REMINDER ${rule}, ${ref}, due ${dueLocal}: ${what}`, under: why(because) };
};

export const printEscalation = (escalation: ReplayDocument["escalations"][number]): Printed => {
  const { what, ref, agency, outcome, to, because } = escalation;
  const whose = agency === null ? "" : ` of ${agencyInWords[agency]}`;
  const told = outcome === "told" ? tells(to) : outcome;
  return { line: `ESCALATION${whose} (${what}), ${ref}: ${told}`, under: why(because) };
};

export const printHandOver = (handOver: ReplayDocument["handOvers"][number]): Printed => {
  const { what, team, ref, by, withNobody, openInAll, to, because } = handOver;
  const about = ref === null ? "" : `, ${ref}`;
  const counts = openInAll === null ? "" : `: ${openInAll} open, ${withNobody ?? 0} with nobody`;
  const signed = by === null ? "" : ` by ${by}`;
  const told = to.length === 0 || what === "list" ? [] : [tells(to)];
  return {
    line: `HAND-OVER, ${what}${signed}${about}: ${team}${counts}`,
    under: [...told, ...why(because)],
  };
};

/** What rings no bell is one line; a message is shown as its readers see it. */
export const printNotice = ({ urgency, text, shows, edits }: NoticeHeard, to: readonly string[]): Printed => {
  const readers = to.join(", ");
  if (edits) return { line: `POST EDITED in place, ${readers}: ${text}`, under: [] };
  const lane = urgency === "urgent" ? "URGENT MESSAGE" : "MESSAGE";
  return {
    line: `${lane} to ${readers}: ${text}`,
    under: shows.filter((one) => one !== text).map((one) => `| ${one}`),
  };
};
