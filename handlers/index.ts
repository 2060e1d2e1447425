import type { App } from "@slack/bolt";
import { actions, commands, views } from "../src/slack/action-ids.ts";
import {
  casePressed,
  caseRedrawn,
  handBackPressed,
  pickedUpFromCase,
  whyPressed,
  worklistTurned,
} from "./actions/case-card.ts";
import {
  discussionPressed,
  readReferralPressed,
  riskPressed,
  stepPressed,
  toldByTelephonePressed,
} from "./actions/case-forms.ts";
import { pickUpPressed } from "./actions/pick-up.ts";
import { handOverSigned } from "./actions/sign-hand-over.ts";
import { sendUrgent } from "./actions/send-urgent.ts";
import type { Boundary } from "./boundary.ts";
import { caseCommand } from "./commands/case.ts";
import { referralCommand } from "./commands/referral.ts";
import { worklistCommand } from "./commands/worklist.ts";
import {
  discussionSubmitted,
  riskSubmitted,
  stepSubmitted,
  toldByTelephoneSubmitted,
} from "./views/case-forms.ts";
import { handBackSubmitted } from "./views/hand-back.ts";
import { referralSubmitted } from "./views/referral.ts";

const button = (actionId: string) => ({ type: "block_actions" as const, action_id: actionId });

const turns = [
  actions.worklistMine,
  actions.worklistTeam,
  actions.worklistFirst,
  actions.worklistNext,
] as const;

/** Every listener of one installation, on one screen. */
export const registerHandlers = (app: App, boundary: Boundary): void => {
  app.command(commands.referral, referralCommand(boundary));
  app.command(commands.worklist, worklistCommand(boundary));
  app.command(commands.caseCard, caseCommand(boundary));

  app.view(views.referral, referralSubmitted(boundary));
  app.view(views.toldByTelephone, toldByTelephoneSubmitted(boundary));
  app.view(views.discussion, discussionSubmitted(boundary));
  app.view(views.step, stepSubmitted(boundary));
  app.view(views.risk, riskSubmitted(boundary));
  app.view(views.handBack, handBackSubmitted(boundary));

  app.action(button(actions.sendUrgent), sendUrgent(boundary));
  app.action(button(actions.pickUp), pickUpPressed(boundary));
  app.action(button(actions.readReferral), readReferralPressed(boundary));
  app.action(button(actions.openToldByTelephone), toldByTelephonePressed(boundary));
  app.action(button(actions.openDiscussion), discussionPressed(boundary));
  app.action(button(actions.openStep), stepPressed(boundary));
  app.action(button(actions.openRisk), riskPressed(boundary));
  app.action(button(actions.openHandBack), handBackPressed(boundary));
  app.action(button(actions.openCase), casePressed(boundary));
  app.action(button(actions.openWhy), whyPressed(boundary));
  app.action(button(actions.redrawCase), caseRedrawn(boundary));
  app.action(button(actions.pickUpFromCase), pickedUpFromCase(boundary));
  app.action(button(actions.signHandOver), handOverSigned(boundary));
  for (const turn of turns) app.action(button(turn), worklistTurned(boundary));

  // Bolt reports here what a listener threw. The work, if any, is in the record; nobody is told what is not so.
  app.error((fault) => {
    boundary.fault(fault.original ?? fault, "listener");
    return Promise.resolve();
  });
};
