import { changePeople } from "../casework/change-people.ts";
import type { PeopleChange } from "../domain/people/difference.ts";
import { nameOf, type Doing, type Outcome } from "./playing.ts";
import type { EntryOf } from "./story-schema.ts";

const change = async (doing: Doing, one: PeopleChange, says: string): Promise<Outcome> => {
  const { context, viewer } = doing;
  const [answer] = await changePeople(context, [one], viewer);
  if (answer?.ok !== true) return { ok: false, rule: "authority", says: answer?.says ?? "" };
  return { ok: true, because: [says] };
};

/** "demo-new-worker" is called "Demo New Worker", in an account of the administrator's own workspace. */
const called = (id: string): string =>
  id.replaceAll(
    /(^|-)([a-z])/g,
    (_all, dash: string, letter: string) => `${dash === "" ? "" : " "}${letter.toUpperCase()}`,
  );

/** Fills in `/tandem-people` for somebody new and sends it. */
export const doJoin = (doing: Doing, { joins, roles, teams }: EntryOf<"person-joins">): Promise<Outcome> => {
  const { installation, team } = doing.viewer.identity;
  const identity = { installation, team, user: `U0${joins.replaceAll("-", "").toUpperCase()}` };
  const { agency } = doing.viewer.person;
  const postings = [{ area: doing.area, roles, teams }];
  const wanted = { person: joins, name: called(joins), agency, identities: [identity], postings };
  const says = `${wanted.name} is registered: ${roles.join(", ").replaceAll("-", " ")}`;
  return change(doing, { does: "register", wanted }, says);
};

/** Presses "Has left" in `/tandem-people`, and confirms it. */
export const doLeave = async (doing: Doing, { person }: EntryOf<"person-leaves">): Promise<Outcome> => {
  const says = `${await nameOf(doing, person)} has left, and is cut off now`;
  return change(doing, { does: "leave", person, because: "an administrator said so" }, says);
};
