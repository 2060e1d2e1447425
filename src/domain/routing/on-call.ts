import type { OnCallSlot } from "../area/area-schema.ts";
import type { Instant } from "../instant.ts";

export type OnCall = {
  readonly person?: string;
  readonly because: string;
  /** True when no usable entry covers the instant, so that the gap can be alarmed. */
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
  const why =
    covering.length === 0
      ? "the rota has no entry for this time"
      : "the person on call may not be told of this case";
  const person = slot.safeDefault.person;
  const usable = person !== undefined && mayTell(person);
  return {
    ...(usable ? { person } : {}),
    because: `${slot.name}: ${why}, so ${slot.safeDefault.says} on ${slot.safeDefault.telephone}`,
    gap: true,
  };
};
