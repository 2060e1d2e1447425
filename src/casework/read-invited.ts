import { z } from "zod";
import type { Inviting } from "../domain/meetings/decide-invite.ts";
import { isConference } from "../domain/meetings/meeting.ts";
import { learnedFactsSchema, type LearnedFacts } from "../domain/steps/learned-facts.ts";
import type { InvitePrepared } from "./prepare-invite.ts";

type Invited = Inviting["people"][number];
type Asked = Invited["invitee"]["asked"];

export type InvitedAnswers = {
  readonly ticked: readonly string[];
  readonly asked: string | undefined;
  readonly chair: string | undefined;
  readonly further: string | undefined;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type InvitedRead =
  | { readonly ok: true; readonly people: Inviting["people"]; readonly facts: LearnedFacts }
  | { readonly ok: false; readonly field: "ticked" | "further"; readonly says: string };

const asking = z.enum(["attend", "report", "attend-and-report"]).catch("attend");
const email = z.email();

/** Of the police a report is always asked for where the protocol asks whether they come. */
const askedOfPolice = ({ attendance }: LearnedFacts, asked: Asked): Asked => {
  if (attendance === undefined) return asked;
  return attendance === "required" ? "attend-and-report" : "report";
};

const lineShape = "Write one person a line: name; organisation; e-mail; what they can bring.";

/** The parts of a line that say something, by what stands at each place. */
const partsOf = (line: string): Partial<Record<"name" | "organisation" | "email" | "brings", string>> => {
  const places = ["name", "organisation", "email", "brings"] as const;
  const parts = line.split(";").map((part) => part.trim());
  return Object.fromEntries(places.flatMap((place, at) => (parts[at] ? [[place, parts[at]]] : [])));
};

/** What is wrong with a line is said by its number: a fault is shown outside the field, and names nobody. */
const furtherOf = (line: string, at: number, asked: Asked): Invited | string => {
  const { name, ...parts } = partsOf(line);
  if (name === undefined) return lineShape;
  if (parts.email !== undefined && !email.safeParse(parts.email).success)
    return `Line ${at + 1}: the third part is no e-mail address. ${lineShape}`;
  return {
    invitee: { as: "other", asked, reach: parts.email === undefined ? "own-way" : "e-mail" },
    named: { name, ...parts },
  };
};

const chairOf = (prepared: InvitePrepared, chair: string | undefined): readonly Invited[] =>
  prepared.chairs
    .filter(({ person }) => person === chair)
    .map(({ person, name }) => ({
      invitee: { as: "social-care", person, asked: "attend", chair: true, reach: "slack" },
      named: { name },
    }));

const linesIn = (text: string | undefined): readonly string[] =>
  (text ?? "").split("\n").filter((line) => line.trim() !== "");

const suggestedOf = (
  prepared: InvitePrepared,
  { ticked, chair }: InvitedAnswers,
  asked: Asked,
  facts: LearnedFacts,
) =>
  prepared.suggested
    .filter(({ key, invitee }) => ticked.includes(key) && (chair === undefined || invitee.person !== chair))
    .map(({ label, invitee }): Invited => {
      const isPolice = invitee.as === "police" && isConference(prepared.meeting.kind);
      return {
        invitee: { ...invitee, asked: isPolice ? askedOfPolice(facts, asked) : asked },
        named: { name: label },
      };
    });

/** The answers of the form by which people are asked to a meeting. What cannot be read is said on its own field. */
export const readInvited = (prepared: InvitePrepared, answers: InvitedAnswers): InvitedRead => {
  const asked = asking.parse(answers.asked);
  const facts = learnedFactsSchema.parse(answers.facts);
  const further = linesIn(answers.further).map((line, at) => furtherOf(line, at, asked));
  const fault = further.find((one) => typeof one === "string");
  if (fault !== undefined) return { ok: false, field: "further", says: fault };
  const people = [
    ...chairOf(prepared, answers.chair),
    ...suggestedOf(prepared, answers, asked, facts),
    ...further.filter((one) => typeof one !== "string"),
  ];
  return people.length === 0
    ? { ok: false, field: "ticked", says: "Tick who is asked, or name somebody below." }
    : { ok: true, people, facts };
};
