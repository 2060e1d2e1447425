import type { Context } from "../casework/context.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";

/** What came of an act: a case where it was about one, or who refused it and in which words. */
export type Outcome =
  | {
      readonly ok: true;
      readonly ref?: TandemRef;
      /** What came of it, where nothing that it wrote to a case says so. */
      readonly because?: readonly string[];
      /** The rule that it was about, where it was about one. */
      readonly rule?: string;
    }
  | { readonly ok: false; readonly rule: string; readonly says: string; readonly ref?: TandemRef };

/** Somebody who does something at an instant of a story. */
export type Doing = {
  readonly context: Context;
  readonly viewer: Viewer;
  readonly area: string;
  /** Stands for the Slack request, of which no two are the same. */
  readonly request: string;
  /** The case that an entry speaks of, unless its referral was refused. */
  readonly ref: (called: string | undefined) => TandemRef | undefined;
  /** Remembers a case by the name that its referral was given. */
  readonly remember: (called: string | undefined, ref: TandemRef) => void;
};

/** What the story itself cannot do: there is nothing to press. */
export const notThere = (says: string): Outcome => ({ ok: false, rule: "story", says });

export const stateOf = async ({ context, viewer }: Doing, ref: TandemRef): Promise<CaseState | undefined> =>
  foldCase((await context.cases.read(viewer, ref))?.events ?? []);

/** A person of a story by name. */
export const nameOf = async ({ context }: Doing, person: string): Promise<string> =>
  (await context.people.byId(person))?.name ?? person;

type Answered = { readonly ok: true } | { readonly ok: false; readonly says: string };

/** What a verb answered. By which rule it refuses stands in the record of refusals, where it keeps one. */
export const outcomeOf = (ref: TandemRef, answered: Answered): Outcome =>
  answered.ok ? { ok: true, ref } : { ok: false, rule: "authority", says: answered.says, ref };
