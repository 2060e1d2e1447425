import type { Verb } from "../domain/authority/authority-table.ts";
import { doExclude, doName, doRelease, doTakeAccess } from "./act-access.ts";
import { doAddendum, doHold, doReport, doSettle } from "./act-conferences.ts";
import { doChangeCalendar } from "./act-calendar.ts";
import { doHandBack, doPickUp, doTell } from "./act-hops.ts";
import {
  doDiscuss,
  doHaveNews,
  doRaise,
  doRead,
  doReassess,
  doSeeAccess,
  doSign,
  doStep,
} from "./act-in-case.ts";
import { doAnswerInvitation, doArrange, doCallOff, doInvite, doMove, doSeeMeetings } from "./act-meetings.ts";
import { doAnswer, doNote, doPropose } from "./act-notes.ts";
import { doJoin, doLeave } from "./act-people.ts";
import { doReview } from "./act-review.ts";
import { doRefer } from "./act-refer.ts";
import type { Doing, Outcome } from "./playing.ts";
import type { Acting, EntryOf } from "./story-schema.ts";

type Act<D extends Acting["does"]> = {
  /** The verb of casework that it calls. */
  readonly verb: Verb;
  readonly act: (doing: Doing, entry: EntryOf<D>) => Promise<Outcome>;
};
type Acts = { readonly [D in Acting["does"]]: Act<D> };

/** Everything that people do in a story, each by the verb that their button or form calls. */
export const acts: Acts = {
  refer: { verb: "refer", act: doRefer },
  "pick-up": { verb: "pick-up", act: doPickUp },
  "told-by-telephone": { verb: "tell-by-telephone", act: doTell },
  "read-referral": { verb: "read-referral", act: doRead },
  "see-access": { verb: "see-access", act: doSeeAccess },
  "record-discussion": { verb: "record-discussion", act: doDiscuss },
  "record-step": { verb: "record-step", act: doStep },
  "have-news": { verb: "record-step", act: doHaveNews },
  "reassess-risk": { verb: "reassess-risk", act: doReassess },
  "raise-concern": { verb: "raise-concern", act: doRaise },
  "hand-back": { verb: "hand-back", act: doHandBack },
  "sign-hand-over": { verb: "sign-hand-over", act: doSign },
  "name-person": { verb: "name-person", act: doName },
  "release-person": { verb: "release-person", act: doRelease },
  "exclude-person": { verb: "exclude-person", act: doExclude },
  "take-access": { verb: "take-access", act: doTakeAccess },
  "add-note": { verb: "add-note", act: doNote },
  "propose-departure": { verb: "propose-departure", act: doPropose },
  "answer-departure": { verb: "answer-departure", act: doAnswer },
  "see-meetings": { verb: "see-meetings", act: doSeeMeetings },
  "arrange-meeting": { verb: "arrange-meeting", act: doArrange },
  "move-meeting": { verb: "move-meeting", act: doMove },
  "call-off-meeting": { verb: "call-off-meeting", act: doCallOff },
  "invite-people": { verb: "invite-people", act: doInvite },
  "receive-report": { verb: "receive-report", act: doReport },
  "settle-attendance": { verb: "settle-attendance", act: doSettle },
  "hold-meeting": { verb: "hold-meeting", act: doHold },
  "raise-addendum": { verb: "raise-addendum", act: doAddendum },
  "answer-invitation": { verb: "answer-invitation", act: doAnswerInvitation },
  "person-joins": { verb: "change-people", act: doJoin },
  "person-leaves": { verb: "change-people", act: doLeave },
  "review-protocol": { verb: "review-protocol", act: doReview },
  "change-calendar": { verb: "change-calendar", act: doChangeCalendar },
};

/** Does what an entry says. */
export const actOut = (doing: Doing, entry: Acting): Promise<Outcome> => {
  // The table pairs each word with its own entry, which TypeScript cannot follow through a look-up.
  const { act } = acts[entry.does] as Act<Acting["does"]>;
  return act(doing, entry);
};
