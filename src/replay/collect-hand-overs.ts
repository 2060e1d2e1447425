import type { HeaderOf } from "../domain/case/case-event.ts";
import type { DeskHeaderOf } from "../domain/desk/desk-event-schemas.ts";
import type { Collector } from "./collector.ts";
import { toldAfter } from "./collect-timers.ts";
import type { Written } from "./journal.ts";

const nobody = { ref: null, by: null, withNobody: null, openInAll: null } as const;

/** A team's hours begin, and it is handed what it takes over. */
export const listMade = (by: Collector, header: DeskHeaderOf<"HandOverMade">): void => {
  const { slot, list, because } = header;
  const team = by.names.slot(slot);
  by.lists.handOvers.push({
    ...by.stamp(header.enteredAt),
    ...nobody,
    what: "list",
    team,
    withNobody: list.withNobody.length,
    openInAll: list.openInAll,
    to: [team],
    because: [...because],
  });
};

export const listChased = (by: Collector, header: DeskHeaderOf<"HandOverChased">): void => {
  by.lists.handOvers.push({
    ...by.stamp(header.enteredAt),
    ...nobody,
    what: "unsigned",
    team: by.names.slot(header.slot),
    to: [],
    because: [...header.because],
  });
};

export const listSigned = (by: Collector, header: DeskHeaderOf<"HandOverSigned">): void => {
  by.lists.handOvers.push({
    ...by.stamp(header.enteredAt),
    ...nobody,
    what: "signed",
    team: by.names.slot(header.slot),
    by: by.names.person(header.by),
    to: [],
    because: [],
  });
};

/** The team on duty has changed while nobody had it: it is put to the other one too. */
export const putOn = (
  by: Collector,
  ref: string,
  header: HeaderOf<"PutToTeamOnDuty">,
  after: readonly Written[],
): void => {
  const accountable = header.accountable.map((one) => `${by.names.person(one)} stays accountable`);
  by.lists.handOvers.push({
    ...by.stamp(header.enteredAt),
    ...nobody,
    what: "put to the team on duty",
    team: header.hops.map(({ slot }) => by.names.slot(slot)).join(", "),
    ref,
    to: toldAfter(by, after),
    because: [...header.because, ...accountable],
  });
};
