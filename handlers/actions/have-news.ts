import { haveNews } from "../../src/casework/have-news.ts";
import { identify, ringing } from "../../src/casework/identify.ts";
import { answerPress, type Pressed } from "../answer-press.ts";
import type { Boundary } from "../boundary.ts";
import { caseIn, refIn } from "../case-value.ts";
import { pressKey, whoActed } from "../requester.ts";

const pressed: Pressed = async ({ services, installation }, body) => {
  const who = whoActed(installation, body);
  const identified = await identify(services.context, who, "message button", refIn(body));
  if (!identified.ok) return { says: ringing(identified) };
  const { ref } = caseIn(body);
  const asked = { ref, request: pressKey(installation, body) };
  const done = await haveNews(services.context, identified.viewer, asked);
  return done.ok ? undefined : { says: done.says, about: ref };
};

/** "We have this news". */
export const haveNewsPressed = (boundary: Boundary) => answerPress(boundary, "have news", pressed);
