import { identify, ringing } from "../../src/casework/identify.ts";
import { acknowledgeUpdate } from "../../src/casework/record-step.ts";
import { answerPress, type Pressed } from "../answer-press.ts";
import type { Boundary } from "../boundary.ts";
import { caseIn, refIn } from "../case-value.ts";
import { pressKey, whoActed } from "../requester.ts";

const pressed: Pressed = async ({ services, installation }, body) => {
  const who = whoActed(installation, body);
  const identified = await identify(services.context, who, "message button", refIn(body));
  if (!identified.ok) return { says: ringing(identified) };
  const { ref } = caseIn(body);
  const request = pressKey(installation, body);
  const done = await acknowledgeUpdate(services.context, identified.viewer, { ref, request });
  return { says: done.ok ? "Recorded: you have seen it." : done.says, about: ref };
};

/** "I have seen it", under an update of an open case. */
export const updateSeenPressed = (boundary: Boundary) => answerPress(boundary, "update seen", pressed);
