import { buildView, rebuildView } from "./build-view.ts";
import { isInputBlock } from "./client-checks.ts";
import { isObject, objectAt, objectsAt, parseJson, textAt, type JsonObject } from "./json.ts";
import { clearStack, closeView, pushOnStack, replaceInStack, stackOf } from "./modal-stacks.ts";
import type { Simulation } from "./simulation.ts";
import { isTooLarge, validateView } from "./validate-view.ts";
import { describeProblems } from "./validation.ts";

/** What became of the form: errors shown at its fields, or why Slack could not use the answer. */
export type Applied = {
  readonly errors: Readonly<Record<string, string>>;
  readonly refusedBySlack: readonly string[];
};

export type Submitted = { readonly userId: string; readonly view: JsonObject };

const applied: Applied = { errors: {}, refusedBySlack: [] };

/** Does to the user's modals what the answer to a view_submission says; an empty answer closes the view. */
export function applySubmission(simulation: Simulation, submitted: Submitted, body: string): Applied {
  if (body === "") {
    closeView(simulation.modals, submitted.userId, submitted.view["id"]);
    return applied;
  }
  const answer = parseJson(body);
  if (!isObject(answer)) return refused("the answer is not JSON");
  switch (answer["response_action"]) {
    case "clear":
      clearStack(simulation.modals, submitted.userId);
      return applied;
    case "errors":
      return showErrors(submitted.view, objectAt(answer, "errors"));
    case "update":
    case "push":
      return showView(simulation, submitted, answer);
    default:
      return refused(`unknown response_action: ${textAt(answer, "response_action")}`);
  }
}

function showErrors(view: JsonObject, errors: JsonObject): Applied {
  const inputs = new Set(
    objectsAt(view, "blocks")
      .filter(isInputBlock)
      .map((block) => block["block_id"]),
  );
  const stray = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  if (stray.length > 0)
    return refused(...stray.map((blockId) => `error for a block that is no input: ${blockId}`));
  if (Object.keys(errors).length === 0) return refused("errors is empty");
  return {
    ...applied,
    errors: Object.fromEntries(Object.keys(errors).map((key) => [key, textAt(errors, key)])),
  };
}

function showView(simulation: Simulation, { userId, view }: Submitted, answer: JsonObject): Applied {
  const payload = objectAt(answer, "view");
  const problems = validateView(payload, "modal");
  if (problems.length > 0) return refused(...describeProblems(problems));
  if (isTooLarge(payload)) return refused("view_too_large");
  if (answer["response_action"] === "update") {
    replaceInStack(simulation.modals, userId, rebuildView(view, payload));
    return applied;
  }
  if (stackOf(simulation.modals, userId).length >= 3) return refused("push_limit_reached");
  pushOnStack(simulation.modals, userId, buildView(simulation.seed, payload, view));
  return applied;
}

function refused(...refusedBySlack: readonly string[]): Applied {
  return { errors: {}, refusedBySlack };
}
