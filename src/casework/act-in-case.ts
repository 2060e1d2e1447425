import type { Verb } from "../domain/authority/authority-table.ts";
import { nothingToShow } from "../domain/authority/may-act.ts";
import type { Decision } from "../domain/case/decide-answer.ts";
import type { CaseState } from "../domain/case/case-state.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { Refused } from "../domain/case/refusal.ts";
import type { Following } from "../domain/deadlines/follow-clocks.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import { AlreadyAccepted } from "../errors.ts";
import type { Decided, LoadedCase, Viewer } from "../ports.ts";
import type { Context } from "./context.ts";
import { followingFor } from "./following.ts";
import { mayInCase } from "./may.ts";
import { noSuchCase, nothingFor } from "./nothing-for.ts";
import { wake, type Committed } from "./wake.ts";

export type Acting = {
  readonly verb: Verb;
  readonly ref: TandemRef;
  readonly hop?: number;
  /** The Slack request that asks, so that the same one never acts twice. */
  readonly request: string;
};

export type Acted =
  | { readonly ok: true; readonly state: CaseState }
  | { readonly ok: false; readonly says: string; readonly state?: CaseState };

type Answer = {
  readonly acted: Acted;
  readonly committed?: Committed;
  readonly refusedBecause?: string;
};
type Decide = (state: CaseState, by: Following) => Decision | Refused;

type Refusing = { readonly says: string; readonly because: string; readonly state?: CaseState };

const refused = ({ request }: Acting, { because, ...shown }: Refusing): Decided<Answer> => ({
  answer: { acted: { ok: false, ...shown }, refusedBecause: because },
  refused: request,
});

const decideAs =
  (context: Context, viewer: Viewer, acting: Acting, decide: Decide) =>
  (loaded: LoadedCase): Decided<Answer> => {
    const state = foldCase(loaded.events);
    if (state === undefined) return refused(acting, { says: nothingToShow, because: noSuchCase });
    const by = followingFor(context, state, context.clock.dutyNow());
    const hop = acting.hop === undefined ? {} : { hop: acting.hop };
    const allowed = mayInCase(context, viewer, { verb: acting.verb, area: by.area, state, ...hop });
    if (!allowed.ok) return refused(acting, allowed);
    const decided = decide(state, by);
    if (!decided.ok) return refused(acting, { says: decided.because, because: decided.rule, state });
    const { events, notices } = decided;
    return {
      answer: {
        acted: { ok: true, state: decided.state },
        committed: { ref: acting.ref, events, notices },
      },
      commit: { events, notices, request: acting.request },
    };
  };

const acceptedBefore: Answer = {
  acted: { ok: false, says: "This was recorded already. Nothing more is needed." },
};

const unlessAccepted = (fault: unknown): Answer => {
  if (fault instanceof AlreadyAccepted) return acceptedBefore;
  throw fault;
};

/**
 * Lets a person act in a case: the case is locked and read, authority is asked, a pure decision is made, and all of it
 * commits together. A refusal is written down. The same Slack request, sent again, is answered politely and does nothing.
 */
export const actInCase = async (
  context: Context,
  viewer: Viewer,
  acting: Acting,
  decide: Decide,
): Promise<Acted> => {
  const answer = await context.cases
    .change(acting.ref, decideAs(context, viewer, acting, decide))
    .catch(unlessAccepted);
  const { ref, verb } = acting;
  if (answer === undefined) return nothingFor(context, viewer, { ref, verb, because: noSuchCase });
  if (answer.committed !== undefined) wake(context, answer.committed);
  if (answer.refusedBecause !== undefined) {
    const because = [answer.refusedBecause];
    await context.cases.recordRefusal(viewer, { ref, verb, because, at: context.clock.dutyNow() });
  }
  return answer.acted;
};
