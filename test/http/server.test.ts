import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { openGate, signed, slashBody, type Gate } from "./gate.ts";

let gate: Gate;
const open = async (using: Parameters<typeof openGate>[0] = {}) => (gate = await openGate(using));
afterEach(() => gate.close());

const head = (headers: Readonly<Record<string, string>>, path = "/slack/council/events"): string =>
  [
    `POST ${path} HTTP/1.1`,
    "Host: tandem",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ].join("\r\n");

const limit = 1_000_000;

describe("a body larger than anything Slack sends", () => {
  test("one byte above the limit is refused, and exactly the limit is read", async () => {
    await open();
    const fits = slashBody + "x".repeat(limit - slashBody.length);
    expect(await gate.post(signed(fits), fits)).toBe(200);
    const tooLarge = `${fits}x`;
    expect(await gate.post(signed(tooLarge), tooLarge)).toBe(413);
    expect(gate.refused).toEqual(["council too-large"]);
  });

  test("is refused before it is sent when it says so itself", async () => {
    await open();
    const answer = await gate.raw(head({ "Content-Length": String(limit + 1) }));
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.toLowerCase()).toContain("connection: close");
  });

  test("that says nothing of its size is answered, cut off, and never held", async () => {
    await open();
    const socket = connect(gate.port, "127.0.0.1");
    const part = Buffer.alloc(64 * 1_024, 120);
    const chunk = Buffer.concat([Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from("\r\n")]);
    let answer = "";
    let sent = 0;
    let ended = false;
    socket.on("data", (data) => (answer += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => (ended = true));
    await once(socket, "connect");
    socket.write(head({ "Transfer-Encoding": "chunked" }));
    const before = process.memoryUsage().arrayBuffers;
    while (!ended && sent < 400 * part.length) {
      socket.write(chunk);
      sent += part.length;
      await new Promise((resolve) => {
        setTimeout(resolve, 1);
      });
    }
    expect(ended, "the connection was left open").toBe(true);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(gate.refused).toEqual(["council too-large"]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
    expect((await gate.ask("GET", "/healthz")).status).toBe(200);
  });

  test("that breaks off is counted and is no fault of ours", async () => {
    await open();
    const socket = connect(gate.port, "127.0.0.1");
    await once(socket, "connect");
    socket.write(`${head({ "Content-Length": "100" })}half`);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    socket.destroy();
    await expect.poll(() => gate.refused).toEqual(["council cut-off"]);
    expect(gate.faults).toEqual([]);
  });
});

describe("the paths", () => {
  test.each([
    ["GET", "/slack/council/events"],
    ["PUT", "/slack/council/events"],
    ["POST", "/slack/council"],
    ["POST", "/slack/council/events/"],
    ["POST", "/slack/health/events"],
    ["POST", "/slack/__proto__/events"],
    ["POST", "/healthz"],
    ["GET", "/"],
    ["GET", "/slack/council/../council/events"],
  ])("%s %s is not one", async (method, path) => {
    await open();
    expect((await gate.ask(method, path)).status).toBe(404);
    expect(gate.reached).toEqual([]);
  });

  test("what is no HTTP at all is refused without a fault", async () => {
    await open();
    expect(await gate.raw("\u0016\u0003\u0001 nonsense\r\n\r\n")).toMatch(/^HTTP\/1\.1 400 /);
    expect(gate.faults).toEqual([]);
  });
});

describe("health", () => {
  test("alive is not ready", async () => {
    await open({ ready: () => Promise.resolve({ ok: false, says: { redis: "away" } }) });
    expect(await gate.ask("GET", "/healthz")).toEqual({ status: 200, body: '{"ok":true}' });
    expect(await gate.ask("GET", "/readyz")).toEqual({ status: 503, body: '{"ok":false,"redis":"away"}' });
  });

  test("ready says what it knows", async () => {
    await open({ ready: () => Promise.resolve({ ok: true, says: { lastSweep: null } }) });
    expect(await gate.ask("GET", "/readyz")).toEqual({ status: 200, body: '{"ok":true,"lastSweep":null}' });
  });

  test("a probe that fails is not ready, and is a fault", async () => {
    await open({ ready: () => Promise.reject(new Error("a bug")) });
    expect((await gate.ask("GET", "/readyz")).status).toBe(500);
    expect(gate.faults).toHaveLength(1);
  });
});

test("a port that is taken is told to whoever starts the server", async () => {
  await open();
  const { startServer } = await import("../../src/http/server.ts");
  const again = startServer(
    {
      gate: {
        replays: { firstTime: () => Promise.resolve(true) },
        nowMilliseconds: () => 0,
        refused: () => undefined,
      },
      health: { ready: () => Promise.resolve({ ok: true, says: {} }) },
      installations: [],
      onFault: () => undefined,
    },
    { host: "127.0.0.1", port: gate.port },
  );
  await expect(again).rejects.toThrow("EADDRINUSE");
});
