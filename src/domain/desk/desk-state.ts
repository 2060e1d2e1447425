import type { Instant } from "../instant.ts";
import type { DeskEvent, DeskHeaderOf } from "./desk-event-schemas.ts";
import type { HandOverList } from "./hand-over-list.ts";

export type DeskTimer = Pick<DeskHeaderOf<"DeskTimerSet">, "kind" | "dueAt"> & { readonly id: string };

export type HandOver = {
  /** The notice that put it to the team: its name. */
  readonly notice: string;
  readonly at: Instant;
  readonly since: Instant;
  readonly list: HandOverList;
  readonly chased: number;
  readonly signed?: { readonly by: string; readonly at: Instant };
};

/** A team's desk as its events leave it. */
export type DeskState = { readonly timers: readonly DeskTimer[]; readonly last?: HandOver };

const made = (state: DeskState, { notice, at, since, list }: DeskHeaderOf<"HandOverMade">): DeskState => ({
  ...state,
  last: { notice, at, since, list, chased: 0 },
});

const withLast = (state: DeskState, notice: string, change: (last: HandOver) => HandOver): DeskState =>
  state.last?.notice === notice ? { ...state, last: change(state.last) } : state;

const apply = (state: DeskState, event: DeskEvent): DeskState => {
  switch (event.type) {
    case "DeskTimerSet": {
      const { timer: id, kind, dueAt } = event.header;
      return { ...state, timers: [...state.timers, { id, kind, dueAt }] };
    }
    case "DeskTimerDone":
      return { ...state, timers: state.timers.filter(({ id }) => id !== event.header.timer) };
    case "HandOverMade":
      return made(state, event.header);
    case "HandOverChased":
      return withLast(state, event.header.notice, (last) => ({ ...last, chased: event.header.step }));
    case "HandOverSigned": {
      const { by, at } = event.header;
      return withLast(state, event.header.notice, (last) => ({ ...last, signed: { by, at } }));
    }
  }
};

/** The state that a desk's events leave, oldest first, from an earlier state on when one is given. */
export const foldDesk = (events: readonly DeskEvent[], before: DeskState = { timers: [] }): DeskState =>
  events.reduce<DeskState>(apply, before);
