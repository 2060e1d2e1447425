import { addendumPressed, attendancePressed, heldPressed, reportPressed } from "./actions/conferences.ts";
import type { App } from "@slack/bolt";
import { actions, commands, views } from "../src/slack/action-ids.ts";
import {
  answerPressed,
  departurePressed,
  excludePressed,
  notePressed,
  peoplePressed,
  takeAccessPressed,
} from "./actions/access-forms.ts";
import {
  casePressed,
  caseRedrawn,
  handBackPressed,
  morePressed,
  pickedUpFromCase,
  whyPressed,
  worklistTurned,
} from "./actions/case-card.ts";
import {
  concernPressed,
  closePressed,
  discussionPressed,
  readReferralPressed,
  reopenPressed,
  riskPressed,
  stepPressed,
  toldByTelephonePressed,
} from "./actions/case-forms.ts";
import { escalationPressed } from "./actions/escalate.ts";
import { haveNewsPressed } from "./actions/have-news.ts";
import {
  arrangePressed,
  callOffPressed,
  invitationAnswerPressed,
  invitePressed,
  meetingsPressed,
  meetingsRedrawn,
  moveMeetingPressed,
} from "./actions/meetings.ts";
import { personLeft } from "./actions/person-left.ts";
import { pickUpPressed } from "./actions/pick-up.ts";
import { reviewPressed } from "./actions/review.ts";
import { handOverSigned } from "./actions/sign-hand-over.ts";
import { sendUrgent } from "./actions/send-urgent.ts";
import { updateSeenPressed } from "./actions/update-seen.ts";
import { whoLookedPressed } from "./actions/who-looked.ts";
import type { Boundary } from "./boundary.ts";
import { button } from "./pressed.ts";
import { registerStrategy } from "./register-strategy.ts";
import { calendarCommand } from "./commands/calendar.ts";
import { caseCommand } from "./commands/case.ts";
import { escalateCommand } from "./commands/escalate.ts";
import { peopleCommand } from "./commands/people.ts";
import { referralCommand } from "./commands/referral.ts";
import { worklistCommand } from "./commands/worklist.ts";
import { calendarSubmitted } from "./views/calendar.ts";
import { discussionSubmitted, riskSubmitted, toldByTelephoneSubmitted } from "./views/case-forms.ts";
import { excludeSubmitted, peopleSubmitted } from "./views/case-people.ts";
import { concernSubmitted } from "./views/concern.ts";
import { departureAnswered, departureSubmitted } from "./views/departures.ts";
import { handBackSubmitted } from "./views/hand-back.ts";
import { inviteSubmitted } from "./views/invite.ts";
import { addendumSubmitted } from "./views/addendum.ts";
import { attendanceSubmitted, heldSubmitted, reportSubmitted } from "./views/conferences.ts";
import { arrangeSubmitted, callOffSubmitted, invitationAnswered, moveSubmitted } from "./views/meetings.ts";
import { noteSubmitted } from "./views/note.ts";
import { personSubmitted, registerSubmitted } from "./views/register.ts";
import { reviewSubmitted } from "./views/review.ts";
import { referralSubmitted } from "./views/referral.ts";
import { takeAccessSubmitted } from "./views/take-access.ts";
import { stepChosen, stepSubmitted } from "./views/steps.ts";

const turns = [
  actions.worklistMine,
  actions.worklistTeam,
  actions.worklistFirst,
  actions.worklistNext,
] as const;

const registerForms = (app: App, boundary: Boundary): void => {
  app.command(commands.referral, referralCommand(boundary));
  app.command(commands.worklist, worklistCommand(boundary));
  app.command(commands.caseCard, caseCommand(boundary));
  app.command(commands.escalate, escalateCommand(boundary));
  app.command(commands.calendar, calendarCommand(boundary));
  app.command(commands.people, peopleCommand(boundary));

  app.view(views.referral, referralSubmitted(boundary));
  app.view(views.toldByTelephone, toldByTelephoneSubmitted(boundary));
  app.view(views.discussion, discussionSubmitted(boundary));
  app.view(views.stepChoice, stepChosen(boundary));
  app.view(views.step, stepSubmitted(boundary));
  app.view(views.concern, concernSubmitted(boundary));
  app.view(views.risk, riskSubmitted(boundary));
  app.view(views.handBack, handBackSubmitted(boundary));
  app.view(views.calendar, calendarSubmitted(boundary));
  app.view(views.register, registerSubmitted(boundary));
  app.view(views.person, personSubmitted(boundary));
  app.view(views.review, reviewSubmitted(boundary));
  app.action(button(actions.personLeft), personLeft(boundary));
};

/** Who may know of a case, and what it departs from. */
const registerAccess = (app: App, boundary: Boundary): void => {
  app.action(button(actions.openMore), morePressed(boundary));
  app.action(button(actions.openPeople), peoplePressed(boundary));
  app.action(button(actions.openExclude), excludePressed(boundary));
  app.action(button(actions.openTakeAccess), takeAccessPressed(boundary));
  app.action(button(actions.openNote), notePressed(boundary));
  app.action(button(actions.openDeparture), departurePressed(boundary));
  app.action(button(actions.openAnswerDeparture), answerPressed(boundary));
  app.action(button(actions.openWhoLooked), whoLookedPressed(boundary));

  app.view(views.people, peopleSubmitted(boundary));
  app.view(views.exclude, excludeSubmitted(boundary));
  app.view(views.takeAccess, takeAccessSubmitted(boundary));
  app.view(views.note, noteSubmitted(boundary));
  app.view(views.departure, departureSubmitted(boundary));
  app.view(views.answerDeparture, departureAnswered(boundary));
};

/** The meetings of a case, and who is asked to them. */
const registerMeetings = (app: App, boundary: Boundary): void => {
  registerStrategy(app, boundary);
  app.action(button(actions.openMeetings), meetingsPressed(boundary));
  app.action(button(actions.redrawMeetings), meetingsRedrawn(boundary));
  app.action(button(actions.openArrange), arrangePressed(boundary));
  app.action(button(actions.openMoveMeeting), moveMeetingPressed(boundary));
  app.action(button(actions.openCallOff), callOffPressed(boundary));
  app.action(button(actions.openInvite), invitePressed(boundary));
  app.action(button(actions.openInvitationAnswer), invitationAnswerPressed(boundary));

  app.view(views.arrangeMeeting, arrangeSubmitted(boundary));
  app.view(views.moveMeeting, moveSubmitted(boundary));
  app.view(views.callOffMeeting, callOffSubmitted(boundary));
  app.view(views.invitePeople, inviteSubmitted(boundary));
  app.view(views.answerInvitation, invitationAnswered(boundary));
};

/** A case as it stands, and lists of them. */
const registerCards = (app: App, boundary: Boundary): void => {
  app.action(button(actions.openCase), casePressed(boundary));
  app.action(button(actions.openWhy), whyPressed(boundary));
  app.action(button(actions.redrawCase), caseRedrawn(boundary));
  app.action(button(actions.pickUpFromCase), pickedUpFromCase(boundary));
  for (const turn of turns) app.action(button(turn), worklistTurned(boundary));
};

/** What a conference hears, settles and keeps to its chair. */
const registerConferences = (app: App, boundary: Boundary): void => {
  app.action(button(actions.openReport), reportPressed(boundary));
  app.action(button(actions.openAttendance), attendancePressed(boundary));
  app.action(button(actions.openHeld), heldPressed(boundary));
  app.action(button(actions.openAddendum), addendumPressed(boundary));

  app.view(views.receiveReport, reportSubmitted(boundary));
  app.view(views.settleAttendance, attendanceSubmitted(boundary));
  app.view(views.holdMeeting, heldSubmitted(boundary));
  app.view(views.raiseAddendum, addendumSubmitted(boundary));
};

/** Every listener of one installation, on one screen. */
export const registerHandlers = (app: App, boundary: Boundary): void => {
  registerForms(app, boundary);
  registerAccess(app, boundary);
  registerMeetings(app, boundary);
  registerCards(app, boundary);
  registerConferences(app, boundary);

  app.action(button(actions.sendUrgent), sendUrgent(boundary));
  app.action(button(actions.pickUp), pickUpPressed(boundary));
  app.action(button(actions.readReferral), readReferralPressed(boundary));
  app.action(button(actions.openToldByTelephone), toldByTelephonePressed(boundary));
  app.action(button(actions.openDiscussion), discussionPressed(boundary));
  app.action(button(actions.openStep), stepPressed(boundary));
  app.action(button(actions.openConcern), concernPressed(boundary));
  app.action(button(actions.updateSeen), updateSeenPressed(boundary));
  app.action(button(actions.openClose), closePressed(boundary));
  app.action(button(actions.openReopen), reopenPressed(boundary));
  app.action(button(actions.openRisk), riskPressed(boundary));
  app.action(button(actions.openHandBack), handBackPressed(boundary));
  app.action(button(actions.signHandOver), handOverSigned(boundary));
  app.action(button(actions.haveNews), haveNewsPressed(boundary));
  app.action(button(actions.openEscalation), escalationPressed(boundary));
  app.action(button(actions.openReview), reviewPressed(boundary));

  // Bolt reports here what a listener threw. The work, if any, is in the record; nobody is told what is not so.
  app.error((fault) => {
    boundary.fault(fault.original ?? fault, "listener");
    return Promise.resolve();
  });
};
