import type { OutboxItem } from "../ports.ts";
import type { Context } from "./context.ts";

/**
 * Tells the operators of an area that a message which belongs to no case was held back: once for each kind of message,
 * because nothing says when it is over. Each further one is in the log.
 */
export const announceWithheld = async (
  context: Context,
  { area: name, notice }: OutboxItem,
): Promise<void> => {
  const area = context.reference.areas.get(name);
  const about = notice.model.kind;
  if (area === undefined || (notice.model.kind === "service-state" && notice.model.what === "withheld"))
    return;
  const model = { kind: "service-state", areaName: area.name, what: "withheld", about, over: false } as const;
  const id = context.ids.next();
  const because = [`a ${about} was held back`];
  const alarm = { id, lane: "urgent", medium: "slack", to: area.operators, model, because } as const;
  if (await context.watch.announce(name, alarm)) context.alarms.wake([{ id, lane: "urgent", revision: 0 }]);
};
