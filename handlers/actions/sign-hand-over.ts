import { identify, ringing } from "../../src/casework/identify.ts";
import { readHandOverValue, signHandOver } from "../../src/casework/sign-hand-over.ts";
import { answerPress, type Pressed } from "../answer-press.ts";
import type { Boundary } from "../boundary.ts";
import { whoActed } from "../requester.ts";

const listGone = "This list is not known any more. Type /worklist to see what is open.";

const pressed: Pressed = async ({ services, installation }, body) => {
  const identified = await identify(services.context, whoActed(installation, body), "message button");
  if (!identified.ok) return { says: ringing(identified) };
  const action = body.actions[0];
  const value = action?.type === "button" ? (action.value ?? "") : "";
  const asked = readHandOverValue(services.context, value);
  if (asked === undefined) return { says: listGone };
  const done = await signHandOver(services.context, identified.viewer, asked);
  return done.ok ? undefined : { says: done.says };
};

/** "I have read it and take it over". */
export const handOverSigned = (boundary: Boundary) => answerPress(boundary, "sign hand-over", pressed);
