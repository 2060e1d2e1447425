import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request, type IncomingMessage, type RequestListener } from "node:http";
import type { Server } from "node:http";
import { connect } from "node:net";
import { portOf, startServer, type Health } from "../../src/http/server.ts";
import type { ReplayMemory } from "../../src/watch-ports.ts";

export const secret = "a signing secret of the tests";
/** Machine time in the tests, in seconds: it stands still. */
export const now = 1_788_253_200;

export const sign = (body: string | Buffer, timestamp: number | string = now, key = secret): string =>
  `v0=${createHmac("sha256", key).update(`v0:${timestamp}:`).update(body).digest("hex")}`;

export const slashBody = "command=%2Freferral&team_id=T0COUNCIL&user_id=U1&text=";
const form = "application/x-www-form-urlencoded";

type Headers = Readonly<Record<string, string | string[]>>;

/** What Slack would send with a body: signed now, as a form. */
export const signed = (body: string | Buffer, changes: Headers = {}): Headers => ({
  "content-type": form,
  "x-slack-request-timestamp": String(now),
  "x-slack-signature": sign(body),
  ...changes,
});

export const signedAt = (body: string, timestamp: number): Headers =>
  signed(body, {
    "x-slack-request-timestamp": String(timestamp),
    "x-slack-signature": sign(body, timestamp),
  });

export const jsonSigned = (body: string): Headers => signed(body, { "content-type": "application/json" });

/** Remembers for as long as it lives. The real one is tested with a real Redis in test/queue. */
const remembering = (): ReplayMemory => {
  const seen = new Set<string>();
  return {
    firstTime: (signature) => {
      const first = !seen.has(signature);
      seen.add(signature);
      return Promise.resolve(first);
    },
  };
};

export type Reached = { readonly url: string | undefined; readonly rawBody: Buffer };

export type Gate = {
  readonly server: Server;
  readonly port: number;
  /** What reached the listener behind the gate. */
  readonly reached: readonly Reached[];
  readonly refused: readonly string[];
  readonly faults: readonly unknown[];
  readonly post: (headers: Headers, body: string | Buffer, path?: string) => Promise<number>;
  readonly ask: (method: string, path: string) => Promise<{ status: number; body: string }>;
  /** Sends bytes as they are, and answers all that comes back until the connection ends. */
  readonly raw: (bytes: string | Buffer) => Promise<string>;
  readonly close: () => Promise<void>;
};

type With = {
  readonly listener?: RequestListener;
  readonly replays?: ReplayMemory;
  readonly teamId?: string;
  readonly ready?: Health["ready"];
};

const bodyOf = async (response: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = [];
  for await (const part of response as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

/** The server with its gate, and a listener that only writes down what reached it. */
export const openGate = async (using: With = {}): Promise<Gate> => {
  const reached: Reached[] = [];
  const refused: string[] = [];
  const faults: unknown[] = [];
  const stub: RequestListener = (message, response) => {
    reached.push({ url: message.url, rawBody: Reflect.get(message, "rawBody") as Buffer });
    response.writeHead(200).end();
  };
  const installation = (name: string, teamId: string) => ({
    name,
    teamId,
    signingSecret: secret,
    listener: using.listener ?? stub,
  });
  const server = await startServer(
    {
      gate: {
        replays: using.replays ?? remembering(),
        nowMilliseconds: () => now * 1_000,
        refused: (name, because) => refused.push(`${name} ${because}`),
      },
      health: { ready: using.ready ?? (() => Promise.resolve({ ok: true, says: {} })) },
      installations: [
        installation("council", using.teamId ?? "T0COUNCIL"),
        installation("police", "T0POLICE"),
      ],
      onFault: (fault) => faults.push(fault),
    },
    { host: "127.0.0.1", port: 0 },
  );
  const port = portOf(server);
  const send = async (method: string, path: string, headers: Headers, body: string | Buffer) => {
    const sent = request({ port, method, path, headers, agent: false });
    sent.end(body);
    const [response] = (await once(sent, "response")) as [IncomingMessage];
    return { status: response.statusCode ?? 0, body: await bodyOf(response) };
  };
  return {
    server,
    port,
    reached,
    refused,
    faults,
    post: async (headers, body, path = "/slack/council/events") =>
      (await send("POST", path, headers, body)).status,
    ask: (method, path) => send(method, path, {}, ""),
    raw: async (bytes) => {
      const socket = connect(port, "127.0.0.1");
      let text = "";
      socket.on("data", (part) => (text += part.toString("latin1")));
      socket.on("error", () => undefined);
      socket.write(bytes);
      await once(socket, "close");
      return text;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
