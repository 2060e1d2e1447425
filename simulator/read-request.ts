import type { IncomingMessage } from "node:http";
import { isObject, parseJson, type JsonObject } from "./json.ts";

export type ApiRequest = { readonly method: string; readonly args: JsonObject; readonly token: string };

const structured: ReadonlySet<string> = new Set(["blocks", "attachments", "metadata", "view"]);

export async function readBody(request: IncomingMessage): Promise<string> {
  request.setEncoding("utf8");
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** A Web API call, from JSON, a form or the query; JSON inside form fields is opened. */
export function readApiRequest(request: IncomingMessage, url: URL, body: string): ApiRequest {
  const isJson = (request.headers["content-type"] ?? "").includes("application/json");
  const parsed = isJson ? parseJson(body) : Object.fromEntries(new URLSearchParams(body));
  const query = Object.fromEntries(url.searchParams);
  const fields: JsonObject = { ...query, ...(isObject(parsed) ? parsed : {}) };
  const { token, ...args } = fields as { token?: unknown } & JsonObject;
  const bearer = /^Bearer\s+(\S+)/i.exec(request.headers.authorization ?? "")?.[1];
  return {
    method: url.pathname.slice("/api/".length),
    args: Object.fromEntries(Object.entries(args).map(openField)),
    token: bearer ?? (typeof token === "string" ? token : ""),
  };
}

function openField([key, value]: [string, unknown]): [string, unknown] {
  if (!structured.has(key) || typeof value !== "string") return [key, value];
  return [key, parseJson(value) ?? value];
}
