import type { Area } from "../domain/area/area-schema.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { NoticeModel } from "../domain/notices/notice.ts";
import { allowedIn, withStaff, type Allowed } from "../domain/redaction/allowed.ts";
import { decideRedacted, isRecorded } from "../domain/redaction/decide-redacted.ts";
import { findIdentity, type Known } from "../domain/redaction/find-identity.ts";
import { kindsOf, type FindingKind } from "../domain/redaction/finding.ts";
import { plainModels } from "../domain/redaction/plain-models.ts";
import type { OutboxItem, Person } from "../ports.ts";
import { announceWithheld } from "./announce-withheld.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { wake, type Committed } from "./wake.ts";

type People = ReadonlyMap<string, Person>;
type Check = (item: OutboxItem) => readonly FindingKind[];

const groupOf = (item: OutboxItem): readonly OutboxItem[] => [item, ...item.together];

/** Read off an area once and kept as long as the area is: it is a hundred names and numbers, for each message. */
const kept = new WeakMap<Area, Allowed>();

const allowedOf = ({ reference }: Context, name: string): Allowed => {
  if (!reference.areas.has(name)) return allowedIn(undefined, []);
  const { area, protocol } = reference.area(name);
  const allowed = kept.get(area) ?? allowedIn(area, [protocol]);
  kept.set(area, allowed);
  return allowed;
};

/** What may be named in a message about some cases, and what is a name in them. */
export const knownFor = async (context: Context, item: OutboxItem, people: People): Promise<Known> => {
  const refs = groupOf(item).flatMap(({ ref }) => (ref === undefined ? [] : [ref]));
  const staff = [...people.values()].map(({ name }) => name);
  return {
    now: context.clock.dutyNow(),
    allowed: withStaff(allowedOf(context, item.area), staff),
    isName: await context.names.namesOn(refs),
  };
};

/** What is found in everything that Slack would show. A text that cannot be looked at is not let through either. */
const checker =
  (context: Context, people: People, known: Known): Check =>
  (item) => {
    try {
      return kindsOf(findIdentity(context.outgoing.shows(item, people), known));
    } catch {
      return ["unchecked"];
    }
  };

const alone = (item: OutboxItem): OutboxItem => ({ ...item, together: [] });

const saying = (item: OutboxItem, model: NoticeModel): OutboxItem => ({
  ...alone(item),
  notice: { ...item.notice, model },
});

/** Writes to the case that a message was held back, once however often that is tried, and alarms the operators. */
export const recordHeld = async (
  context: Context,
  { ref, notice }: OutboxItem,
  findings: readonly FindingKind[],
): Promise<void> => {
  if (ref === undefined) return;
  const held = { notice, findings };
  const committed = await context.cases.change<Committed | undefined>(ref, ({ events }) => {
    const state = foldCase(events);
    if (state === undefined || isRecorded(events, held)) return { answer: undefined };
    const decided = decideRedacted(state, held, followingFor(context, state, context.clock.dutyNow()));
    return { answer: { ref, events: decided.events, notices: decided.notices }, commit: decided };
  });
  if (committed !== undefined) wake(context, committed);
};

const recordAll = async (context: Context, item: OutboxItem, found: readonly FindingKind[], check: Check) => {
  const own = groupOf(item).map((one) => ({ one, findings: check(alone(one)) }));
  const guilty = own.filter(({ findings }) => findings.length > 0);
  for (const { one, findings } of guilty.length > 0 ? guilty : [{ one: item, findings: found }])
    await recordHeld(context, one, findings);
  if (item.ref === undefined) await announceWithheld(context, item);
};

/**
 * The message as it may leave. When it seems to say who a child or family is, a plain one takes its place, with the same
 * cases, urgency and buttons: no ping is ever lost to the guard. The operators and the case's record are told of it first.
 */
export const guarded = async (context: Context, item: OutboxItem, people: People): Promise<OutboxItem> => {
  const check = checker(context, people, await knownFor(context, item, people));
  const found = check(item);
  if (found.length === 0) return item;
  context.outgoing.heldBack(item.notice.model.kind, found);
  await recordAll(context, item, found, check);
  const models = [item.notice.model, ...item.together.map(({ notice }) => notice.model)] as const;
  const plain = plainModels(models).map((model) => saying(item, model));
  return plain.find((one) => check(one).length === 0) ?? plain.at(-1) ?? item;
};

const anyText =
  "Due Tue 1 Sep 2026 17:00 BST, ring 01632 960101, O'Demo-Example (K7M2-9QXD), 14/03/2019, ZZ99 9ZZ, a@b.c";

/** Does once what the first message would wait for: its channel's second has begun when it is looked at. */
export const warmGuard = (context: Context): void => {
  for (const area of context.reference.areas.keys())
    findIdentity(anyText, {
      now: context.clock.dutyNow(),
      allowed: allowedOf(context, area),
      isName: () => false,
    });
};
