import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from "@slack/web-api";
import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { portOf } from "../../src/http/server.ts";
import { classifyError } from "../../src/slack/classify-error.ts";
import { clientOptions } from "../../src/slack/web-client.ts";
import { freePort } from "../../scripts/local-server.ts";

const platform = (error: string) => classifyError(new WebAPIPlatformError({ ok: false, error }));

describe("what Slack answers", () => {
  test.each(["internal_error", "fatal_error", "request_timeout", "update_failed"])(
    "%s may have happened",
    (error) => {
      expect(platform(error)).toEqual({ ok: false, kind: "unknown", error });
    },
  );

  test.each([
    ["ratelimited", 5_000],
    ["rate_limited", 5_000],
    ["service_unavailable", 5_000],
    ["message_limit_exceeded", 60_000],
    ["team_added_to_org", 60_000],
    ["org_login_required", 60_000],
    ["external_channel_migrating", 60_000],
    ["accesslimited", 60_000],
    ["invalid_auth", 30_000],
    ["not_authed", 30_000],
    ["account_inactive", 30_000],
    ["token_revoked", 30_000],
    ["token_expired", 30_000],
  ])("%s is tried again after %d ms", (error, afterMilliseconds) => {
    expect(platform(error)).toEqual({ ok: false, kind: "retry", afterMilliseconds, error });
  });

  test.each([
    "channel_not_found",
    "not_in_channel",
    "is_archived",
    "invalid_blocks",
    "missing_scope",
    "constructor",
    "",
  ])("%s is permanent", (error) => {
    expect(platform(error)).toEqual({ ok: false, kind: "permanent", error });
  });

  test("a rate limit keeps the time that Slack gave", () => {
    expect(classifyError(new WebAPIRateLimitedError(37))).toMatchObject({
      kind: "retry",
      afterMilliseconds: 37_000,
    });
  });

  test.each([
    [500, "unknown"],
    [502, "unknown"],
    [503, "unknown"],
    [504, "unknown"],
    [400, "retry"],
    [404, "retry"],
  ])("HTTP %d is %s", (status, kind) => {
    expect(classifyError(new WebAPIHTTPError(status, "", {}))).toMatchObject({
      kind,
      error: `http_${status}`,
    });
  });
});

const withCode = (code: string, cause?: Error): Error =>
  Object.assign(new Error("private words", { cause }), { code });

describe("what became of the connection", () => {
  test.each([
    "ECONNREFUSED",
    "ENOTFOUND",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "UND_ERR_CONNECT_TIMEOUT",
  ])("%s: it never left, so it is tried again", (code) => {
    expect(classifyError(new WebAPIRequestError(withCode(code)))).toMatchObject({
      kind: "retry",
      error: code,
    });
  });

  test.each([
    "ECONNRESET",
    "ETIMEDOUT",
    "ECONNABORTED",
    "EPIPE",
    "UND_ERR_SOCKET",
    "UND_ERR_HEADERS_TIMEOUT",
  ])("%s: it may have been sent", (code) => {
    expect(classifyError(new WebAPIRequestError(withCode(code)))).toMatchObject({
      kind: "unknown",
      error: code,
    });
  });

  test("the code is found under its causes", () => {
    const fetchFailed = new TypeError("fetch failed", { cause: withCode("ECONNREFUSED") });
    expect(classifyError(new WebAPIRequestError(fetchFailed))).toMatchObject({
      kind: "retry",
      error: "ECONNREFUSED",
    });
  });

  test("what is no fault that we know may have been sent, and its words go nowhere", () => {
    expect(classifyError(new Error("a child's name"))).toEqual({
      ok: false,
      kind: "unknown",
      error: "Error",
    });
    expect(classifyError("a child's name")).toEqual({ ok: false, kind: "unknown", error: "not an error" });
  });
});

describe("through the real client", () => {
  const outcomeAt = async (url: string, timeout = 10_000) => {
    const client = new WebClient("xoxb-1", { ...clientOptions({ apiUrl: url }), timeout });
    return client.chat.postMessage({ channel: "C1", text: "x" }).then(() => "sent", classifyError);
  };
  const outcome = async (listener: RequestListener, timeout?: number) => {
    let calls = 0;
    const server = createServer((request, response) => {
      calls += 1;
      listener(request, response);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const answer = await outcomeAt(`http://127.0.0.1:${portOf(server)}/`, timeout);
    server.closeAllConnections();
    server.close();
    return { answer, calls };
  };

  test("nobody listens: it is tried again", async () => {
    expect(await outcomeAt(`http://127.0.0.1:${await freePort()}/`)).toMatchObject({
      kind: "retry",
      error: "ECONNREFUSED",
    });
  });

  test("the connection breaks after the request: it may have been sent, and the client does not send it again", async () => {
    const { answer, calls } = await outcome((request) => request.socket.destroy());
    expect(answer).toMatchObject({ kind: "unknown" });
    expect(calls).toBe(1);
  });

  test("no answer in time: it may have been sent", async () => {
    const { answer, calls } = await outcome(() => undefined, 200);
    expect(answer).toMatchObject({ kind: "unknown" });
    expect(calls).toBe(1);
  });

  test("too many: after the time that Slack said", async () => {
    const { answer, calls } = await outcome((_request, response) =>
      response.writeHead(429, { "retry-after": "7" }).end(),
    );
    expect(answer).toMatchObject({ kind: "retry", afterMilliseconds: 7_000 });
    expect(calls).toBe(1);
  });

  test("Slack falls over: it may have been sent", async () => {
    const { answer, calls } = await outcome((_request, response) => response.writeHead(503).end());
    expect(answer).toMatchObject({ kind: "unknown", error: "http_503" });
    expect(calls).toBe(1);
  });

  test("Slack says no", async () => {
    const { answer } = await outcome((_request, response) =>
      response
        .writeHead(200, { "content-type": "application/json" })
        .end('{"ok":false,"error":"is_archived"}'),
    );
    expect(answer).toMatchObject({ kind: "permanent", error: "is_archived" });
  });
});
