import type { Acted } from "../../src/casework/act-in-case.ts";
import { excludePerson } from "../../src/casework/exclude-person.ts";
import { namePerson, readCaseRole } from "../../src/casework/name-person.ts";
import { releasePerson } from "../../src/casework/release-person.ts";
import { excludeFields } from "../../src/slack/forms/exclude-form.ts";
import { peopleFields } from "../../src/slack/forms/people-form.ts";
import { textIn } from "../answers.ts";
import { submitCaseForm, type Act, type Filled } from "./submit-case-form.ts";

/** A refusal stands at the field that it is about: the window shows only what can be done. */
const at = (field: string, acted: Acted) => (acted.ok ? { acted } : { faults: { [field]: acted.says } });

const name: Act = async ({ values, viewer, ref, request, boundary }) => {
  const person = textIn(values, peopleFields.person);
  const as = readCaseRole(textIn(values, peopleFields.as));
  if (person === undefined) return { faults: { [peopleFields.person]: "Choose whom you name." } };
  if (as === undefined) return { faults: { [peopleFields.as]: "Choose what they are in it." } };
  const naming = { ref, request, person, as };
  return at(peopleFields.person, await namePerson(boundary.services.context, viewer, naming));
};

const takeOff: Act = async ({ values, viewer, ref, request, boundary }) => {
  const [person, role] = (textIn(values, peopleFields.named) ?? "").split("/");
  const as = readCaseRole(role);
  const reason = textIn(values, peopleFields.reason);
  if (person === undefined || as === undefined)
    return { faults: { [peopleFields.named]: "Choose whom you take off." } };
  if (reason === undefined)
    return { faults: { [peopleFields.reason]: "Say why they are not in it any more." } };
  const releasing = { ref, request, person, as, reason };
  return at(peopleFields.named, await releasePerson(boundary.services.context, viewer, releasing));
};

/** Somebody of one's own agency is named in the case, or taken off. */
export const peopleSubmitted = submitCaseForm({
  title: "People in the case",
  firstField: peopleFields.what,
  act: (filled) => {
    const what = textIn(filled.values, peopleFields.what);
    if (what === "name") return name(filled);
    if (what === "take-off") return takeOff(filled);
    return Promise.resolve({ faults: { [peopleFields.what]: "Choose an answer." } });
  },
});

/** Who is meant: a Slack account of one's own workspace, or one of a registered person of the other agency. */
const identityIn = async ({ values, viewer, boundary }: Filled) => {
  const { installation, team } = viewer.identity;
  if (textIn(values, excludeFields.whose) === "other") {
    const person = textIn(values, excludeFields.person) ?? "";
    return (await boundary.services.context.people.byId(person))?.identities[0];
  }
  const user = textIn(values, excludeFields.user);
  return user === undefined ? undefined : { installation, team, user };
};

/** The case is kept from somebody from now on. */
export const excludeSubmitted = submitCaseForm({
  title: "Keep somebody out",
  firstField: excludeFields.reason,
  act: async (filled) => {
    const { values, viewer, ref, request, boundary } = filled;
    const identity = await identityIn(filled);
    const reason = textIn(values, excludeFields.reason);
    const { whose, user, person } = excludeFields;
    if (identity === undefined)
      return { faults: { [textIn(values, whose) === "other" ? person : user]: "Choose who it is." } };
    if (reason === undefined) return { faults: { [excludeFields.reason]: "Say why." } };
    const excluding = { ref, request, identity, reason };
    return { acted: await excludePerson(boundary.services.context, viewer, excluding) };
  },
});
