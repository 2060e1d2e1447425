import { otherAgency } from "../domain/agency.ts";
import { isExcluded } from "../domain/authority/need-to-know.ts";
import type { SlackIdentity } from "../domain/area/area-schema.ts";
import type { BodyOf } from "../domain/case/case-event.ts";
import { decideReferral, type ReferralDecided } from "../domain/case/decide-referral.ts";
import type { EarlierLooked } from "../domain/case/earlier.ts";
import { judgeReferral } from "../domain/case/judge-referral.ts";
import type { ReferralFacts } from "../domain/case/facts.ts";
import type { FormTaken } from "../domain/case/judge-form.ts";
import { foldCase } from "../domain/case/fold.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { missingAnswersOf, type MissingAnswer } from "./asked-of-form.ts";
import type { Context } from "./context.ts";
import { earlierFor, findEarlier } from "./earlier-referrals.ts";
import { may } from "./may.ts";
import { wake } from "./wake.ts";

export type Referring = {
  readonly area: string;
  /** Unique to one form: the same form sent again finds the referral that it made. */
  readonly submission: string;
  readonly facts: ReferralFacts;
  /** When the sender's agency learned of it, which is where its clocks start; now when it was not said. */
  readonly learnedAt?: Instant;
  readonly incomplete: boolean;
  readonly excluded: readonly SlackIdentity[];
  readonly details: BodyOf<"ReferralRecorded">;
  readonly request: string;
};

export type Referred =
  | {
      readonly ok: true;
      readonly ref: TandemRef;
      readonly existed: boolean;
      readonly sentTo: string;
      readonly telephone: string;
      readonly restricted: boolean;
      /** The earlier referrals that may be about the same child, as far as the sender may see them, the newest first. */
      readonly earlier: readonly TandemRef[];
    }
  | { readonly ok: false; readonly says: string; readonly missing?: readonly MissingAnswer[] };

type WithEarlier = Referring & { readonly earlier: EarlierLooked; readonly judged: FormTaken };

const decide = (context: Context, viewer: Viewer, referring: WithEarlier): ReferralDecided => {
  const { area, hash, protocol, protocolHash } = context.reference.area(referring.area);
  const mayTell = (person: string) =>
    area.people.some((one) => one.person === person && !isExcluded(one.identities, referring.excluded));
  const { person, identity } = viewer;
  return decideReferral(
    {
      ...referring,
      ref: context.ids.newRef(),
      sender: { person: person.person, installation: identity.installation },
      from: person.agency,
      to: otherAgency(person.agency),
    },
    {
      protocol,
      area,
      calendar: context.reference.calendar(),
      now: context.clock.dutyNow(),
      nextId: context.ids.next,
      areaHash: hash,
      protocolHash,
      mayTell,
    },
  );
};

const existing = async (
  context: Context,
  viewer: Viewer,
  ref: TandemRef,
  decided: ReferralDecided,
): Promise<Referred> => {
  const loaded = await context.cases.read(viewer, ref);
  const state = foldCase(loaded?.events ?? []);
  if (state?.sender !== viewer.person.person)
    return { ok: false, says: "This form was sent by somebody else." };
  const { sentTo, telephone } = decided;
  const earlier = (await earlierFor(context, viewer, state)).map((one) => one.ref);
  return { ok: true, ref, existed: true, sentTo, telephone, restricted: state.restricted, earlier };
};

/** Those of the earlier referrals that the sender may read; of the others nothing says that they are there. */
const earlierSeen = (context: Context, viewer: Viewer, earlier: EarlierLooked): readonly TandemRef[] => {
  if (earlier === "not looked") return [];
  return earlier.flatMap(({ state }) => {
    const { area } = context.reference.area(state.area);
    return may(context, viewer, { verb: "read-referral", area, state }).ok ? [state.ref] : [];
  });
};

/**
 * Records a referral and everything that follows from it, in one commit, before anyone is told that it is recorded. The
 * same form sent again answers with the first referral and records nothing. What its protocol asks for and is missing is
 * said answer by answer, unless it is sent urgently: then it leaves, and what is missing is asked for afterwards.
 */
export const refer = async (context: Context, viewer: Viewer, referring: Referring): Promise<Referred> => {
  const { area } = context.reference.area(referring.area);
  const allowed = may(context, viewer, { verb: "refer", area });
  if (!allowed.ok) return { ok: false, says: allowed.says };
  const { protocol } = context.reference.area(referring.area);
  const judged = judgeReferral(protocol, { ...referring, from: viewer.person.agency });
  if (!judged.ok)
    return { ok: false, says: judged.because, missing: missingAnswersOf("referral-recorded", judged) };
  const earlier = await findEarlier(context, referring);
  const decided = decide(context, viewer, { ...referring, earlier, judged });
  const { state, events, notices, sentTo, telephone } = decided;
  // Read before the commit: what comes after it must not fail, or the sender would hear of a referral that it is not there.
  const shown = { sentTo, telephone, earlier: earlierSeen(context, viewer, earlier) };
  const created = { ref: state.ref, area: area.area, submission: referring.submission };
  const opened = await context.cases.open(created, { events, notices, request: referring.request });
  if (opened.existed) return existing(context, viewer, opened.ref, decided);
  wake(context, { ref: opened.ref, events, notices });
  return { ...shown, ok: true, ref: opened.ref, existed: false, restricted: state.restricted };
};
