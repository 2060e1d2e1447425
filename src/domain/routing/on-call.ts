import type { OnCallSlot } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";

export type OnCall = {
  readonly person?: string;
  readonly because: string;
  /**
   * True when the rota has a hole, or nobody at all can be told, so that it can be alarmed. That the person on call is
   * passed around for one case is no hole, and its words never say so: they would name whom the case is about (S1-12).
   */
  readonly gap: boolean;
};

/**
 * Who is on call at an instant: the first dated entry that covers it and whose person may be told. An empty or
 * unusable entry is skipped at once to the slot's named safe default.
 */
export const whoIsOnCall = (slot: OnCallSlot, at: Instant, mayTell: (person: string) => boolean): OnCall => {
  if (slot.onCall.length === 0)
    return { because: `${slot.name}: reached by telephone on ${slot.telephone}`, gap: false };
  const covering = slot.onCall.filter(({ from, to }) => from <= at && at < to);
  const entry = covering.find(({ person }) => mayTell(person));
  if (entry !== undefined)
    return { person: entry.person, because: `${slot.name}: on call by the rota`, gap: false };
  const hole = covering.length === 0;
  const why = hole ? "the rota has no entry for this time" : "reached another way this time";
  const person = slot.safeDefault.person;
  const usable = person !== undefined && mayTell(person);
  return {
    ...(usable ? { person } : {}),
    because: `${slot.name}: ${why}, so ${slot.safeDefault.says} on ${slot.safeDefault.telephone}`,
    gap: hole || !usable,
  };
};
