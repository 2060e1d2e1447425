import { z } from "zod";
import type { Keyset, Scope, Worklist, WorklistLine } from "../domain/case/worklist.ts";
import { parseInstant, type Instant } from "../domain/instant.ts";
import { dueLine } from "../domain/notices/referral-post.ts";
import { areasAt } from "../domain/people/posting.ts";
import { parseTandemRef } from "../domain/tandem-ref.ts";
import { UserError } from "../errors.ts";
import type { Viewer, WorklistAsked } from "../ports.ts";
import { allocatedOf, holdingsOf } from "./case-parties.ts";
import type { Context } from "./context.ts";
import { seeCase, type SeenCase } from "./seen-case.ts";

export type Turning = { readonly scope: Scope; readonly after?: Keyset };

const instantSchema = z.iso.datetime({ precision: 3 });

/** Reads what a button of the list carries: "mine", or "team/INSTANT/REF" for the page after a case. */
export const readTurning = (value: string): Turning => {
  const [scope, dueAt, typed] = value.split("/");
  if (scope === "mine" || scope === "team") {
    if (dueAt === undefined) return { scope };
    const ref = parseTandemRef(typed ?? "");
    if (ref !== undefined && instantSchema.safeParse(dueAt).success)
      return { scope, after: { dueAt: parseInstant(dueAt), ref } };
  }
  throw new UserError("This button is not one of Tandem's. Type /worklist again.");
};

const onAPage = 10;
const readAtOnce = 15;

const asked = (context: Context, viewer: Viewer, { scope, after }: Turning): WorklistAsked => {
  const { person, agency } = viewer.person;
  return {
    areas: areasAt(viewer.person, context.clock.dutyNow()),
    limit: readAtOnce,
    whose: scope === "mine" ? { worker: person } : { agency },
    ...(after === undefined ? {} : { after }),
  };
};

type Shown = { readonly at: Keyset; readonly seen: SeenCase };

const readable = async (
  context: Context,
  viewer: Viewer,
  page: readonly Keyset[],
): Promise<readonly Shown[]> => {
  const all = await Promise.all(
    page.map(async (at) => ({ at, seen: await seeCase(context, viewer, at.ref) })),
  );
  return all.flatMap(({ at, seen }) => (seen?.may.ok === true ? [{ at, seen }] : []));
};

/** Reads on until the page is full, because what the reader must not see is left out only after it is read. */
const gather = async (context: Context, viewer: Viewer, turning: Turning): Promise<readonly Shown[]> => {
  const shown: Shown[] = [];
  let at = turning;
  while (shown.length <= onAPage) {
    const page = await context.worklist.page(asked(context, viewer, at));
    shown.push(...(await readable(context, viewer, page)));
    const after = page.at(-1);
    if (after === undefined || page.length < readAtOnce) break;
    at = { scope: turning.scope, after };
  }
  return shown;
};

const dutyOf = (due: NonNullable<ReturnType<typeof dueLine>>, now: Instant) => {
  const dueAt = parseInstant(due.at);
  const atOnce = due.atOnce === true;
  return { says: due.says, rule: due.rule, dueAt, atOnce, overdue: !atOnce && dueAt < now };
};

const lineOf = async (
  context: Context,
  viewer: Viewer,
  { state, world }: SeenCase,
): Promise<WorklistLine> => {
  const due = dueLine(state, viewer.person.agency, world);
  return {
    ref: state.ref,
    areaName: world.area.name,
    urgency: state.urgency,
    urgencyReason: state.urgencyReason,
    holdings: await holdingsOf(context, state, world.area),
    allocated: await allocatedOf(context, viewer, state),
    ...(due === undefined ? {} : { duty: dutyOf(due, world.now) }),
  };
};

/** A page of somebody's cases, or of their team's, what is overdue first. Nothing that they may not read is on it. */
export const readWorklist = async (context: Context, viewer: Viewer, turning: Turning): Promise<Worklist> => {
  const shown = await gather(context, viewer, turning);
  const page = shown.slice(0, onAPage);
  const next = shown.length > onAPage ? page.at(-1)?.at : undefined;
  return {
    scope: turning.scope,
    isFirst: turning.after === undefined,
    lines: await Promise.all(page.map(({ seen }) => lineOf(context, viewer, seen))),
    ...(next === undefined ? {} : { next }),
  };
};
