import { agencyOfSlot } from "../domain/agency.ts";
import { openAt } from "../domain/calendar/opening-hours.ts";
import type { SlackIdentity } from "../domain/area/area-schema.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Refusable } from "../people-ports.ts";
import type { Viewer } from "../ports.ts";
import type { Context } from "./context.ts";

export type Unregistered = {
  readonly ok: false;
  readonly says: string;
  readonly telephones: readonly string[];
};
export type Identified = { readonly ok: true; readonly viewer: Viewer } | Unregistered;

const onlyArea = (context: Pick<Context, "reference">): boolean => context.reference.areas.size === 1;

/**
 * The numbers to ring from one installation, those that answer now first, known without a database: whom its people
 * would otherwise have told.
 */
export const telephonesFrom = (
  context: Pick<Context, "reference" | "clock">,
  installation: string,
): readonly string[] =>
  [...context.reference.areas.values()]
    .flatMap((area) =>
      Object.entries(area.slots).flatMap(([slot, filled]) => {
        const elsewhere = area.agencies[agencyOfSlot(slot)]?.installation !== installation;
        if (filled.kind !== "team" || !elsewhere) return [];
        const { open } = openAt(filled.hours, context.reference.calendar(), context.clock.dutyNow());
        const where = onlyArea(context) ? "" : ` (${area.name})`;
        return [{ open, says: `${filled.name}${where} ${filled.telephone}` }];
      }),
    )
    .toSorted((a, b) => Number(b.open) - Number(a.open))
    .map(({ says }) => says);

const registrationSays = (context: Context, installation: string): string =>
  [...context.reference.areas.values()].find((area) =>
    Object.values(area.agencies).some((agency) => agency?.installation === installation),
  )?.registration.says ?? "Ask the Tandem administrator of your organisation to register you.";

/** That somebody who may do nothing here tried to, where it was about a case that there is. */
const writeDown = async (
  context: Context,
  who: Refusable,
  because: string,
  ref: TandemRef,
): Promise<void> => {
  if ((await context.cases.read(who, ref)) === undefined) return;
  const at = context.clock.dutyNow();
  await context.cases.recordRefusal(who, { ref, verb: "identify", because: [because], at });
};

/**
 * Who a Slack user is to Tandem. Membership of a channel says nothing; only registration does, read from the register each
 * time: whoever has left is nobody from that moment on. An attempt at a case by somebody who is nobody is written down.
 */
export const identify = async (
  context: Context,
  identity: SlackIdentity,
  surface: string,
  ref?: TandemRef,
): Promise<Identified> => {
  const person = await context.people.byIdentity(identity);
  if (person !== undefined && !person.left) return { ok: true, viewer: { person, identity, surface } };
  const who = { person: person ?? { person: "unregistered", postings: [] }, identity, surface };
  const because = person === undefined ? "not registered" : "has left";
  if (ref !== undefined) await writeDown(context, who, because, ref);
  return {
    ok: false,
    says: `You are not registered with Tandem, so nothing was recorded. ${registrationSays(context, identity.installation)}`,
    telephones: telephonesFrom(context, identity.installation),
  };
};

/** A refusal in one text, with whom to ring instead. */
export const ringing = ({ says, telephones }: Unregistered): string =>
  telephones.length === 0 ? says : `${says} Ring: ${telephones.slice(0, 2).join(" or ")}.`;
