import { agencyInWords } from "../agency.ts";
import { dueInWords, notBeforeInWords } from "./due-in-words.ts";
import { entryInWords, section } from "./explain-parts.ts";
import {
  conditionInWords,
  durationInWords,
  happeningInWords,
  slotInWords,
  slotsInWords,
} from "./in-words.ts";
import type { ClockRule, Protocol, Route, TaskRule } from "./protocol-schema.ts";

const hoursOf = ({ during, hoursOf: slot }: Route): string | undefined =>
  during === undefined || slot === undefined ? undefined : `${during} of the ${slotInWords(slot)}`;

const insteadInWords = ({ instead = {} }: Route): string | undefined => {
  const all = Object.entries(instead).map(
    ([slot, other]) => `the ${slotInWords(other)} in place of the ${slotInWords(slot)}`,
  );
  return all.length === 0 ? undefined : all.join("; ");
};

const route = (one: Route): string =>
  entryInWords(one, [
    ["Who sends", one.from === undefined ? "either agency" : agencyInWords[one.from]],
    ["Who is told", slotsInWords(one.hops)],
    ["When", hoursOf(one) ?? "at any hour"],
    ["Only if", one.when === undefined ? undefined : conditionInWords(one.when)],
    ["Kept to", one.restricted === true ? "these people alone; no team is told" : undefined],
    ["Where it must be kept from one of them", insteadInWords(one)],
    ["It also asks for", one.tasks?.join(", ")],
  ]);

const startsOf = (clock: ClockRule): string =>
  [
    happeningInWords(clock.startsWith),
    ...(clock.alsoStartsWith ?? []).map((also) => `again (${also.rule}) with ${happeningInWords(also)}`),
  ].join("; ");

const lateInWords = (late: ClockRule["late"]): string | undefined => {
  if (late === undefined || typeof late === "string") return late;
  return `allowed as "${late.allowedAs}", with a reason`;
};

const stillOverdueInWords = (later: ClockRule["stillOverdue"]): string | undefined =>
  later
    ?.map(
      ({ after, tells }) =>
        `${durationInWords(after)} after it fell due: ${tells.map(slotInWords).join(", ")}`,
    )
    .join("; ");

const otherReading = ({ alsoShown }: ClockRule): string | undefined =>
  alsoShown === undefined ? undefined : `within ${durationInWords(alsoShown.within)}. ${alsoShown.because}`;

const clock = (one: ClockRule): string =>
  entryInWords(one, [
    ["Who", slotInWords(one.owner)],
    ["Begins with", startsOf(one)],
    ["Due", dueInWords(one.due)],
    ["Not before", notBeforeInWords(one)],
    ["Also shown", otherReading(one)],
    ["Met by", happeningInWords({ on: one.metBy.step, ...one.metBy })],
    ["Reminded", one.reminders.length === 0 ? undefined : one.reminders.join(", ")],
    ["Told when overdue", one.overdue.length === 0 ? undefined : one.overdue.map(slotInWords).join(", ")],
    ["Told while still overdue", stillOverdueInWords(one.stillOverdue)],
    ["Urgent", one.urgent === true ? "whatever the case; its reminders wait for no shift" : undefined],
    ["When late", lateInWords(one.late)],
    ["A reading of", one.duty === undefined ? undefined : `${one.duty}; the earliest reading reminds`],
  ]);

const startOfTask = (task: TaskRule, { routes }: Protocol): string => {
  if (task.startsWith !== undefined) return happeningInWords(task.startsWith);
  const rules = routes.filter(({ tasks }) => tasks?.includes(task.id)).map(({ rule }) => rule);
  return `the route of ${rules.join(", ")}`;
};

const task = (one: TaskRule, protocol: Protocol): string =>
  entryInWords(one, [
    ["Who", one.for.map(slotInWords).join(" and ")],
    ["Begins with", startOfTask(one, protocol)],
    ["Due", "at once"],
    ["Met by", happeningInWords({ on: one.metBy.step, ...one.metBy })],
    ["Checklist", one.checklist?.join(", ")],
  ]);

/** Who is told, and who must do what by when. */
export const explainDuties = (protocol: Protocol): readonly string[] => [
  ...section(
    "Routes: who is told",
    "The recipient's opening hours at the moment of sending decide.",
    protocol.routes.map(route),
  ),
  ...section(
    "Duties with a time: who must do what by when",
    "Working days are Monday to Friday without bank holidays. A deadline is met at its very instant, and late a second after.",
    protocol.clocks.map(clock),
  ),
  ...section(
    "Tasks: what is to be done at once",
    "Each person named is asked, and asked again after an hour.",
    protocol.tasks.map((one) => task(one, protocol)),
  ),
];
