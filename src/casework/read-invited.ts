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

const furtherOf = (line: string, asked: Asked): Invited | string => {
  const [name = "", organisation, address, brings] = line.split(";").map((part) => part.trim());
  if (name === "") return lineShape;
  const mail = address === undefined || address === "" ? undefined : address;
  if (mail !== undefined && !email.safeParse(mail).success)
    return `"${name}" has no e-mail address that can be written to. ${lineShape}`;
  return {
    invitee: { as: "other", asked, reach: mail === undefined ? "own-way" : "e-mail" },
    named: {
      name,
      ...(organisation === undefined || organisation === "" ? {} : { organisation }),
      ...(mail === undefined ? {} : { email: mail }),
      ...(brings === undefined || brings === "" ? {} : { brings }),
    },
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
  const further = linesIn(answers.further).map((line) => furtherOf(line, asked));
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
