import { agencyOfSlot } from "../domain/agency.ts";
import { openAt } from "../domain/calendar/opening-hours.ts";
import type { SlackIdentity } from "../domain/area/area-schema.ts";
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

/** Who a Slack user is to Tandem. Membership of a channel says nothing; only registration does. */
export const identify = async (
  context: Context,
  identity: SlackIdentity,
  surface: string,
): Promise<Identified> => {
  const person = await context.people.byIdentity(identity);
  if (person !== undefined && !person.left) return { ok: true, viewer: { person, identity, surface } };
  return {
    ok: false,
    says: `You are not registered with Tandem, so nothing was recorded. ${registrationSays(context, identity.installation)}`,
    telephones: telephonesFrom(context, identity.installation),
  };
};
