import type { Instant } from "../instant.ts";
import type { DeskEvent, DeskHeaderOf } from "./desk-event-schemas.ts";
import { listWithout, type HandOverList } from "./hand-over-list.ts";

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
export type DeskState = {
  readonly timers: readonly DeskTimer[];
  readonly last?: HandOver;
  /** The lists before the last one, which still stand in the team's channel. */
  readonly earlier: readonly HandOver[];
};

const made = (state: DeskState, { notice, at, since, list }: DeskHeaderOf<"HandOverMade">): DeskState => ({
  ...state,
  earlier: [...state.earlier, ...(state.last === undefined ? [] : [state.last])],
  last: { notice, at, since, list, chased: 0 },
});

const withList = (
  { last, ...state }: DeskState,
  notice: string,
  change: (list: HandOver) => HandOver,
): DeskState => {
  const changed = (one: HandOver): HandOver => (one.notice === notice ? change(one) : one);
  const earlier = state.earlier.map(changed);
  return { ...state, earlier, ...(last === undefined ? {} : { last: changed(last) }) };
};

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
      return withList(state, event.header.notice, (last) => ({ ...last, chased: event.header.step }));
    case "HandOverSigned": {
      const { by, at } = event.header;
      return withList(state, event.header.notice, (last) => ({ ...last, signed: { by, at } }));
    }
    case "HandOverRedacted":
      return withList(state, event.header.notice, (one) => ({
        ...one,
        list: listWithout(one.list, event.header.ref),
      }));
  }
};

/** The state that a desk's events leave, oldest first, from an earlier state on when one is given. */
export const foldDesk = (
  events: readonly DeskEvent[],
  before: DeskState = { timers: [], earlier: [] },
): DeskState => events.reduce<DeskState>(apply, before);
