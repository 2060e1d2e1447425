import type { InputValue, Skip } from "../contract.ts";
import { createCell, type Cell } from "./cell.ts";
import { coalesce } from "./coalesce.ts";
import { problemInWords, type Doing } from "./doing.ts";
import type { Server } from "./server.ts";
import { emptySnapshot, home, openedBy, withCalls, type Beside, type Snapshot } from "./snapshot.ts";

type Inside = {
  readonly cell: Cell<Snapshot>;
  readonly server: Server;
  readonly refresh: () => Promise<void>;
};

/** What the parts of the page may do. Nothing here is awaited: what comes of it is in the next snapshot. */
export type Page = {
  readonly cell: Cell<Snapshot>;
  readonly refresh: () => void;
  readonly actAs: (key: string) => void;
  readonly open: (id: string) => void;
  readonly act: (doing: Doing, ...more: readonly Doing[]) => void;
  readonly enter: (viewId: string, field: string, value: InputValue) => void;
  readonly sendTwice: (twice: boolean) => void;
  readonly putBeside: (beside: Beside | undefined) => void;
  readonly tell: (text: string) => void;
  readonly skip: (skip: Skip) => void;
  readonly reset: () => void;
};

const refreshOnce = async (cell: Cell<Snapshot>, server: Server): Promise<void> => {
  const { as, openOf, calls: known } = cell.get();
  const state = await server.state(as);
  const open = openedBy(state, openOf);
  const isConversation = open !== undefined && open !== home;
  const conversation = isConversation ? await server.conversation(state.as.key, open) : undefined;
  const calls = await server.calls(known.at(-1)?.sequence ?? 0);
  // Somebody switched meanwhile, and with that asked for another round.
  if (cell.get().as !== as || cell.get().openOf !== openOf) return;
  cell.change({
    state,
    conversation,
    as: state.as.key,
    calls: withCalls(known, calls),
    ...(open === undefined ? {} : { openOf: { ...openOf, [state.as.key]: open } }),
  });
};

const twiceIf = (twice: boolean, doing: Doing): Doing =>
  twice && (doing.kind === "press" || doing.kind === "submit") ? { ...doing, twice } : doing;

const perform = async ({ cell, server, refresh }: Inside, doing: Doing): Promise<void> => {
  const { as, twice } = cell.get();
  if (as === undefined) return;
  const { problem, errors } = await server.act({ ...twiceIf(twice, doing), as });
  await refresh();
  if (problem !== undefined)
    cell.change({ notice: { tone: "problem", text: problemInWords(doing, problem) } });
  if (Object.keys(errors).length > 0) cell.change({ faulted: cell.get().faulted + 1 });
};

const performAll = async (inside: Inside, all: readonly Doing[]): Promise<void> => {
  const { cell } = inside;
  cell.change({ underway: cell.get().underway + 1, notice: undefined });
  try {
    for (const doing of all) await perform(inside, doing);
  } finally {
    cell.change({ underway: cell.get().underway - 1 });
  }
};

const skipTo = async ({ cell, server, refresh }: Inside, skip: Skip): Promise<void> => {
  cell.change({ stoppedAt: undefined, notice: undefined });
  const { stoppedAt, stoppedEarly } = await server.skip(skip);
  await refresh();
  cell.change({ stoppedAt });
  if (stoppedEarly !== undefined) cell.change({ notice: { tone: "problem", text: stoppedEarly } });
};

const startAnew = async ({ cell, server, refresh }: Inside): Promise<void> => {
  await server.reset();
  cell.change({ ...emptySnapshot, as: cell.get().as, state: cell.get().state });
  await refresh();
  cell.change({ notice: { tone: "plain", text: "The simulated workspace is as new." } });
};

const startWith =
  (cell: Cell<Snapshot>) =>
  (work: Promise<void>): void => {
    work.catch((fault: unknown) => {
      const text =
        fault instanceof Error ? fault.message : "Something went wrong in this page: load it again.";
      cell.change({ notice: { tone: "problem", text } });
    });
  };

/** What changes in the page alone. */
const ownPart = (cell: Cell<Snapshot>): Pick<Page, "enter" | "sendTwice" | "putBeside" | "tell"> => ({
  enter: (viewId, field, value) => {
    const { entered } = cell.get();
    cell.change({ entered: { ...entered, [viewId]: { ...entered[viewId], [field]: value } } });
  },
  sendTwice: (twice) => cell.change({ twice }),
  putBeside: (beside) => cell.change({ beside }),
  tell: (text) => cell.change({ notice: { tone: "plain", text } }),
});

export const createPage = (server: Server, startAs: string | undefined): Page => {
  const cell = createCell<Snapshot>({ ...emptySnapshot, as: startAs });
  const refresh = coalesce(() => refreshOnce(cell, server));
  const inside = { cell, server, refresh };
  const start = startWith(cell);
  return {
    ...ownPart(cell),
    cell,
    refresh: () => start(refresh()),
    actAs: (as) => {
      cell.change({ as, conversation: undefined, notice: undefined });
      start(refresh());
    },
    open: (id) => {
      const { as, openOf } = cell.get();
      if (as !== undefined) cell.change({ openOf: { ...openOf, [as]: id }, conversation: undefined });
      start(refresh());
    },
    act: (...all) => start(performAll(inside, all)),
    skip: (skip) => start(skipTo(inside, skip)),
    reset: () => start(startAnew(inside)),
  };
};
