import type { Decided } from "../../src/ports.ts";
import { createCaseStore } from "../../src/store/case-store.ts";
import type { Sql } from "../../src/store/database.ts";
import type { KeyRing } from "../../src/store/key-ring.ts";
import type { StoreContext } from "../../src/store/store-context.ts";
import type { TandemRef } from "../../src/domain/tandem-ref.ts";
import { sampleCase, tuesday } from "./sample-case.ts";

/** The commit of one more sealed note. */
export const noting = (note: string) => (): Decided<boolean> => {
  const header = {
    by: "duty-social-worker",
    at: tuesday,
    enteredAt: tuesday,
    agency: "social-care",
    step: "checks-recorded",
  } as const;
  const sealed = { compartment: "shared", body: { note } } as const;
  const event = { type: "StepRecorded", version: 1, header, sealed } as const;
  return { answer: true, commit: { events: [event], notices: [] } };
};

/** The same store; something else happens in each of its transactions once its work is done and before it commits. */
export const beforeCommit = (context: StoreContext, happens: () => Promise<void>): StoreContext => {
  const transaction: Sql["transaction"] = (work) =>
    context.sql.transaction(async (handle) => {
      const answer = await work(handle);
      await happens();
      return answer;
    });
  return { ...context, sql: { ...context.sql, transaction } };
};

/** Opens this many referrals by a store with this ring. */
export const openMany = async (
  context: StoreContext,
  keys: KeyRing,
  many: number,
): Promise<readonly [TandemRef, ...TandemRef[]]> => {
  const cases = createCaseStore({ ...context, keys });
  const openOne = async () => {
    const { created, commit } = sampleCase();
    await cases.open(created, commit);
    return created.ref;
  };
  const refs: [TandemRef, ...TandemRef[]] = [await openOne()];
  while (refs.length < many) refs.push(await openOne());
  return refs;
};

/** A process that writes and reads without end, until it is told to stop; it fails when anything in it fails. */
export const keepWorking = (work: (round: number) => Promise<void>) => {
  let isStopping = false;
  let rounds = 0;
  const waiting: (() => void)[] = [];
  const run = async (): Promise<void> => {
    while (!isStopping) {
      await work(rounds);
      rounds += 1;
      for (const wake of waiting.splice(0)) wake();
    }
  };
  const ended = run();
  return {
    /** Ends when it has done one more round, so that others are sure to be at work meanwhile. */
    oneMore: () => Promise.race([new Promise<void>((resolve) => waiting.push(resolve)), ended]),
    stop: () => {
      isStopping = true;
      return ended;
    },
  };
};
