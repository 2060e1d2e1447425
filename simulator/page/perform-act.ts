import { performance } from "node:perf_hooks";
import type { SubmitAnswer } from "../send-modal.ts";
import type { Answer } from "../send-request.ts";
import type { Act, ActAnswer, InputValue } from "./contract.ts";
import type { PagePerson } from "./page-world.ts";
import { Refused } from "./refused.ts";
import { originatorOf, personOf, workspaceOf, type Session } from "./session.ts";

type ActOf<Kind extends Act["kind"]> = Extract<Act, { kind: Kind }>;
type Done = Omit<ActAnswer, "milliseconds">;

const nothingWrong: Done = { errors: {} };

/** Does what somebody of the page did, through the originator, and says what Slack would have shown. */
export async function performAct(session: Session, act: Act): Promise<ActAnswer> {
  const startedAt = performance.now();
  const done = await perform(session, personOf(session.world, act.as), act);
  return { ...done, milliseconds: Math.round(performance.now() - startedAt) };
}

function perform(session: Session, person: PagePerson, act: Act): Promise<Done> {
  const slack = originatorOf(session.world, person);
  const { user } = person;
  switch (act.kind) {
    case "slash":
      return slash(session, person, act);
    case "press":
      return press(session, person, act);
    case "press-in-modal":
      return slack.pressInModal({ user, ...chosen(act) }).then(shown);
    case "fill":
      return Promise.resolve(fill(session, person, act.values));
    case "submit":
      return submit(session, person, act);
    case "close":
      return close(session, person, act);
    case "open-home":
      return openHome(session, person);
  }
}

async function slash(session: Session, person: PagePerson, act: ActOf<"slash">): Promise<Done> {
  const { channel, command, text } = act;
  if (!session.world.commands.some((known) => known.command === command))
    throw new Refused(400, `${command} is not a command of this app.`);
  return shown(
    await originatorOf(session.world, person).slash({ user: person.user, channel, command, text }),
  );
}

async function press(session: Session, person: PagePerson, act: ActOf<"press">): Promise<Done> {
  const { channel, ts } = act;
  const once = () =>
    originatorOf(session.world, person).press({ user: person.user, channel, ts, ...chosen(act) });
  const [first] = await Promise.all(act.twice === true ? [once(), once()] : [once()]);
  return first ? shown(first) : nothingWrong;
}

type Chosen = { readonly actionId: string; readonly blockId: string; readonly selected?: InputValue };

function chosen({ actionId, blockId, selected }: Chosen): Chosen {
  return { actionId, blockId, ...(selected === undefined ? {} : { selected }) };
}

function fill(session: Session, person: PagePerson, values: ActOf<"fill">["values"]): Done {
  originatorOf(session.world, person).fill({ user: person.user, values });
  return nothingWrong;
}

async function submit(session: Session, person: PagePerson, act: ActOf<"submit">): Promise<Done> {
  fill(session, person, act.values);
  const slack = originatorOf(session.world, person);
  const view = slack.view(person.user);
  const answer = await slack.submit({ user: person.user }, { twice: act.twice === true });
  const done = outcome(answer);
  session.errors.keep(person.user, view, done.errors);
  return done;
}

function outcome(answer: SubmitAnswer): Done {
  if (answer.blockedByClient.length > 0) {
    const errors = answer.blockedByClient.map(({ blockId, message }) => [blockId, message] as const);
    return { errors: Object.fromEntries(errors) };
  }
  const problem = answer.refusedBySlack.length > 0 ? answer.refusedBySlack.join("; ") : problemOf(answer);
  return { errors: answer.errors, ...(problem === undefined ? {} : { problem }) };
}

async function close(session: Session, person: PagePerson, { all }: ActOf<"close">): Promise<Done> {
  if (!workspaceOf(session.world, person).modal(person.user)) return nothingWrong;
  await originatorOf(session.world, person).closeModal({ user: person.user, all });
  return nothingWrong;
}

async function openHome(session: Session, person: PagePerson): Promise<Done> {
  if (!session.world.events.includes("app_home_opened")) return nothingWrong;
  return shown(await originatorOf(session.world, person).appHomeOpened({ user: person.user }));
}

function shown(answer: Answer): Done {
  const problem = problemOf(answer);
  return problem === undefined ? nothingWrong : { errors: {}, problem };
}

/** Slack's own word for an answer that came too late, or that was none. */
function problemOf({ timedOut, status }: Answer): string | undefined {
  if (timedOut) return "operation_timeout";
  return status === 200 ? undefined : "dispatch_failed";
}
