import type { Judged } from "../../src/casework/judged-in-case.ts";
import { factsOfSteps } from "../../src/casework/read-step-answers.ts";
import { askedFields } from "../../src/slack/forms/asked-fields.ts";
import { inviteFields } from "../../src/slack/forms/invite-form.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { answersIn } from "../asked.ts";
import type { Filled } from "./submit-case-form.ts";

/** Facts that are several of a closed list come from ticks; the others from one choice. */
export const factsIn = ({ values }: Filled): Record<string, unknown> => {
  const grounds = ticksIn(values, inviteFields.fact("attendanceGround"));
  const chosen = factsOfSteps.map((fact) => [fact, textIn(values, inviteFields.fact(fact))] as const);
  return {
    ...answered(Object.fromEntries(chosen)),
    ...(grounds.length === 0 ? {} : { attendanceGround: grounds }),
  };
};

/** What of the protocol stands against what a form says, each on the answer that lifts it; what has none is said with the reason. */
export const faultsOf = (
  { values }: Filled,
  { refused, ...acted }: Judged,
  /** The answer of the form that an answer of the protocol stands in. */
  standsIn: Readonly<Record<string, string>>,
) => {
  if (refused === undefined) return undefined;
  const missing = refused.missing.map(({ name, says }) => {
    const blocks = [askedFields.answer(name), standsIn[name] ?? ""];
    return [blocks.find((block) => values[block] !== undefined), says] as const;
  });
  const faults = Object.fromEntries(
    missing.flatMap(([block, says]) => (block === undefined ? [] : [[block, says]])),
  );
  const inTheWay = [refused.inTheWay, refused.onDate].filter((one) => one !== "").join(" ");
  if (inTheWay !== "") faults[askedFields.reason] = inTheWay;
  return Object.keys(faults).length > 0
    ? { faults }
    : { faults: { [askedFields.reason]: acted.ok ? "" : acted.says } };
};

/** What was written of what the protocol asks, and whether a child cannot wait. */
export const whatIsSaid = ({ values }: Filled) => ({
  answers: { answers: answersIn(values), ...answered({ reason: textIn(values, askedFields.reason) }) },
  actingNow: ticksIn(values, askedFields.actingNow).length > 0,
});
