import type { Urgency } from "../case/facts.ts";
import type { Lane } from "./notice.ts";

/** The lane of a message about a case: what is urgent stands behind nothing else. */
export const laneOf = ({ urgency }: { readonly urgency: Urgency }): Lane =>
  urgency === "urgent" ? "urgent" : "normal";
