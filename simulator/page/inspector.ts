import type { ApiCall } from "../journal.ts";
import { isObject, objectAt, parseJson, textAt, type JsonObject } from "../json.ts";
import type { Answer } from "../send-request.ts";
import type { InspectorEntry } from "./contract.ts";

type Noted = Omit<InspectorEntry, "sequence">;

/** Every exchange between Slack and the bot. Numbers go on after a reset, so that a page never misses the first ones. */
export type Inspector = {
  readonly note: (entry: Noted) => void;
  readonly after: (sequence: number) => readonly InspectorEntry[];
  readonly forget: () => void;
};

const mostKept = 2_000;

export function createInspector(): Inspector {
  const entries: InspectorEntry[] = [];
  let sequence = 0;
  return {
    note: (entry) => {
      sequence += 1;
      entries.push({ sequence, ...entry });
      if (entries.length > mostKept) entries.shift();
    },
    after: (number) => entries.filter((entry) => entry.sequence > number),
    forget: () => entries.splice(0),
  };
}

type Where = { readonly installation: string; readonly when: string };

/** What the bot asked of Slack. */
export function ofCall(call: ApiCall, { installation, when }: Where): Noted {
  return {
    direction: "to Slack",
    installation,
    name: call.method,
    when,
    status: call.status,
    request: call.args,
    response: call.response,
    ...(call.faultInjected === undefined ? {} : { fault: call.faultInjected }),
  };
}

/** What Slack sent to the bot, and what it answered in time. */
export function ofAnswer(answer: Answer, { installation, when }: Where): Noted {
  const request = opened(answer);
  return {
    direction: "to the bot",
    installation,
    name: nameOf(request),
    when,
    status: answer.status,
    milliseconds: Math.round(answer.ms),
    request,
    response: parseJson(answer.body) ?? answer.body,
    ...(answer.timedOut ? { fault: "operation_timeout" } : {}),
  };
}

function opened({ sentBody, headers }: Answer): JsonObject {
  if (headers["content-type"] === "application/json") {
    const event = parseJson(sentBody);
    return isObject(event) ? event : {};
  }
  const fields = Object.fromEntries(new URLSearchParams(sentBody));
  const payload = parseJson(fields["payload"] ?? "");
  return isObject(payload) ? payload : fields;
}

function nameOf(request: JsonObject): string {
  const event = textAt(objectAt(request, "event"), "type");
  return event || textAt(request, "command") || textAt(request, "type") || "a request of no known kind";
}
