import type { JsonObject } from "./json.ts";
import { describeProblems, type Problem } from "./validation.ts";

/** An `ok: false` answer, with Slack's place for details. */
export function refusal(error: string, problems: readonly Problem[] = []): JsonObject {
  if (problems.length === 0) return { ok: false, error };
  return { ok: false, error, response_metadata: { messages: describeProblems(problems) } };
}
