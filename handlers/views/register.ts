import type { ViewSubmitAction } from "@slack/bolt";
import { z } from "zod";
import { changePeople } from "../../src/casework/change-people.ts";
import { preparePerson } from "../../src/casework/prepare-person.ts";
import { readPersonAnswers } from "../../src/casework/read-person-answers.ts";
import { personFields as field, personForm } from "../../src/slack/forms/person-form.ts";
import { peopleTitle, registerFields, somebodyNew } from "../../src/slack/forms/register-form.ts";
import { answerView } from "../../src/slack/forms/plain-views.ts";
import { answered, textIn, ticksIn } from "../answers.ts";
import { submitPlainForm } from "./submit-plain-form.ts";

const submitted = (firstField: string, sent: Parameters<typeof submitPlainForm>[1]) =>
  submitPlainForm({ title: peopleTitle, firstField }, sent);

/** Somebody was chosen: the form about them takes the list's place. */
export const registerSubmitted = submitted(registerFields.who, async (boundary, viewer, { view }) => {
  const { values } = view.state;
  const area = textIn(values, registerFields.area) ?? view.private_metadata;
  const who = textIn(values, registerFields.who);
  if (who === undefined) return { faults: { [registerFields.who]: "Choose somebody." } };
  const asked = who === somebodyNew ? { area } : { area, person: who };
  const prepared = await preparePerson(boundary.services.context, viewer, asked);
  return prepared.ok
    ? { view: personForm(prepared.shown) }
    : { faults: { [registerFields.who]: prepared.says } };
});

const about = z.strictObject({ area: z.string(), person: z.string().exactOptional() });
const fieldOf = { person: field.user, agency: field.user, identity: field.user, from: field.from } as const;

const answersIn = ({ state: { values } }: ViewSubmitAction["view"]) =>
  answered({
    user: textIn(values, field.user),
    name: textIn(values, field.name),
    telephone: textIn(values, field.telephone),
    from: textIn(values, field.from),
    until: textIn(values, field.until),
    roles: ticksIn(values, field.roles),
    teams: ticksIn(values, field.teams),
  });

const nothingChanged = "Nothing was to be changed.";
const isRegistered = "Registered. It holds from now on, or from the day that you chose.";

/** The form about a person is sent: it is registered before it closes. */
export const personSubmitted = submitted(field.user, async (boundary, viewer, { view }) => {
  const { context } = boundary.services;
  const { installation, team } = viewer.identity;
  // The people who can be chosen are those of the workspace in which the administrator stands.
  const form = { ...about.parse(JSON.parse(view.private_metadata)), workspace: { installation, team } };
  const read = await readPersonAnswers(context, viewer, form, answersIn(view));
  if (!read.ok) return { faults: read.faults };
  const { wanted } = read;
  const [answer] = await changePeople(context, [{ does: "register", wanted }], viewer);
  if (answer === undefined) throw new Error("one change has one answer");
  if (!answer.ok) return { faults: { [fieldOf[answer.about]]: answer.says } };
  const says = answer.changed ? isRegistered : nothingChanged;
  return { view: answerView(peopleTitle, `${wanted.name}: ${says}`) };
});
