import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { deliverResponse } from "./deliver-response.ts";
import { takeFault, type FaultSpec } from "./faults.ts";
import { record } from "./journal.ts";
import { isObject, parseJson, type JsonObject } from "./json.ts";
import { performCall } from "./perform-call.ts";
import { readApiRequest, readBody, type ApiRequest } from "./read-request.ts";
import { consumeResponsePath } from "./response-urls.ts";
import type { Simulation } from "./simulation.ts";
import { refusal } from "./slack-refusal.ts";

/** Serves the workspace's Web API and response_urls on a free port of 127.0.0.1. */
export async function startApiServer(simulation: Simulation): Promise<Server> {
  const server = createServer((request, response) => {
    handle(simulation, request, response).catch((error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      send(response, 500, { ...refusal("simulator_failure"), detail });
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server;
}

async function handle(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const body = await readBody(request);
  if (url.pathname.startsWith("/actions/"))
    return answerResponseUrl(simulation, url.pathname, body, response);
  if (url.pathname.startsWith("/api/"))
    return answerCall(simulation, readApiRequest(request, url, body), response);
  send(response, 404, refusal("not_found"));
}

async function answerCall(simulation: Simulation, call: ApiRequest, response: ServerResponse): Promise<void> {
  const { method, args } = call;
  const fault = takeFault(simulation.faults, method, args);
  const instead = fault && answerInstead(fault);
  const answer = instead?.body ?? (await performCall(simulation, call));
  const status = instead?.status ?? 200;
  const note = fault ? { faultInjected: fault.kind } : {};
  const lost = fault?.kind === "lost";
  record(simulation.journal, { method, args, response: answer, status: lost ? 0 : status, ...note });
  if (fault) await hinder(fault, response);
  send(response, status, answer);
}

/** What Slack sends for a fault that stops the call from being performed. */
function answerInstead(fault: FaultSpec): { readonly status: number; readonly body: JsonObject } | undefined {
  if (fault.kind === "rate-limited") return { status: 429, body: refusal("ratelimited") };
  if (fault.kind === "server-error") return { status: 500, body: refusal("internal_error") };
  return fault.kind === "error" ? { status: 200, body: refusal(fault.error) } : undefined;
}

async function hinder(fault: FaultSpec, response: ServerResponse): Promise<void> {
  if (fault.kind === "lost") response.destroy();
  if (fault.kind === "slow") await delay(fault.delayMs, undefined, { ref: false });
  if (fault.kind === "rate-limited") response.setHeader("retry-after", String(fault.retryAfterSeconds));
}

async function answerResponseUrl(
  simulation: Simulation,
  path: string,
  text: string,
  response: ServerResponse,
): Promise<void> {
  const parsed = parseJson(text);
  const args = isObject(parsed) ? parsed : {};
  const use = consumeResponsePath(simulation.responseUrls, path);
  const answer = use.ok
    ? await deliverResponse(simulation, use.place, args, "response_url")
    : refusal(use.error);
  const status = use.ok ? 200 : 404;
  record(simulation.journal, { method: "response_url", args, response: answer, status });
  send(response, status, answer);
}

function send(response: ServerResponse, status: number, body: JsonObject): void {
  if (response.destroyed) return;
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
