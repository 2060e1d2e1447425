import { identify, ringing } from "../../src/casework/identify.ts";
import { pickUp } from "../../src/casework/pick-up.ts";
import { answerPress, type Pressed } from "../answer-press.ts";
import type { Boundary } from "../boundary.ts";
import { caseIn, refIn } from "../case-value.ts";
import { pressKey, whoActed } from "../requester.ts";

const pressed: Pressed = async ({ services, installation }, body) => {
  const identified = await identify(
    services.context,
    whoActed(installation, body),
    "message button",
    refIn(body),
  );
  if (!identified.ok) return { says: ringing(identified) };
  const { ref, hop = 0 } = caseIn(body);
  const done = await pickUp(services.context, identified.viewer, {
    ref,
    hop,
    request: pressKey(installation, body),
  });
  return done.ok ? undefined : { says: done.says, about: ref };
};

/** "I'm dealing with this". */
export const pickUpPressed = (boundary: Boundary) => answerPress(boundary, "pick up", pressed);
