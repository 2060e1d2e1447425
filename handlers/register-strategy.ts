import type { App } from "@slack/bolt";
import { actions, views } from "../src/slack/action-ids.ts";
import {
  actionDonePressed,
  actionPressed,
  finishPressed,
  sectionPressed,
  strategyPressed,
  strategyTurned,
} from "./actions/strategy.ts";
import { copyPressed, distributionPressed, givenPressed } from "./actions/distribution.ts";
import type { Boundary } from "./boundary.ts";
import { button } from "./pressed.ts";
import { distributionSubmitted } from "./views/distribution.ts";
import { actionSubmitted, finishSubmitted, sectionSubmitted } from "./views/strategy.ts";

/** The record of a strategy discussion, section by section. */
export const registerStrategy = (app: App, boundary: Boundary): void => {
  app.action(button(actions.openStrategy), strategyPressed(boundary));
  app.action(button(actions.turnStrategy), strategyTurned(boundary));
  app.action(button(actions.openSection), sectionPressed(boundary));
  app.action(button(actions.openFinish), finishPressed(boundary));
  app.action(button(actions.openAction), actionPressed(boundary));
  app.action(button(actions.actionDone), actionDonePressed(boundary));
  app.action(button(actions.openDistribution), distributionPressed(boundary));
  app.action(button(actions.openCopy), copyPressed(boundary));
  app.action(button(actions.recordGiven), givenPressed(boundary));

  app.view(views.distribution, distributionSubmitted(boundary));
  app.view(views.section, sectionSubmitted(boundary));
  app.view(views.finish, finishSubmitted(boundary));
  app.view(views.action, actionSubmitted(boundary));
};
