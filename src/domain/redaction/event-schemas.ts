import { z } from "zod";
import { act, id, noBody } from "../case/event-parts.ts";
import { findingKind } from "./finding.ts";

/** A message seemed to say who somebody is, and a plain one left in its place. */
export const noticeRedacted = {
  header: z.strictObject({ ...act, notice: id, findings: z.array(findingKind).readonly() }),
  body: noBody,
};
