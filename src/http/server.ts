import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { gated, type Gate, type GatedInstallation } from "./request-gate.ts";

export type Health = {
  /** Metrics as Prometheus reads them. */
  readonly metrics?: () => Promise<string>;
  readonly ready: () => Promise<{ readonly ok: boolean; readonly says: Readonly<Record<string, unknown>> }>;
};

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};

const metricsHandler = ({ metrics }: Health): readonly [string, Handler][] =>
  metrics === undefined
    ? []
    : [
        [
          "GET /metrics",
          async (_request, response) => {
            const text = await metrics();
            response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text);
          },
        ],
      ];

const healthHandlers = (health: Health): ReadonlyMap<string, Handler> =>
  new Map<string, Handler>([
    [
      "GET /healthz",
      (_request, response) => {
        json(response, 200, { ok: true });
        return Promise.resolve();
      },
    ],
    [
      "GET /readyz",
      async (_request, response) => {
        const { ok, says } = await health.ready();
        json(response, ok ? 200 : 503, { ok, ...says });
      },
    ],
    ...metricsHandler(health),
  ]);

export type Serving = {
  readonly gate: Gate;
  readonly health: Health;
  readonly installations: readonly GatedInstallation[];
  readonly onFault: (fault: unknown) => void;
};

const route = (serving: Serving): RequestListener => {
  const handlers = new Map<string, Handler>([
    ...healthHandlers(serving.health),
    ...serving.installations.map((one): [string, Handler] => [
      `POST /slack/${one.name}/events`,
      gated(serving.gate, one),
    ]),
  ]);
  return (request, response) => {
    const path = (request.url ?? "").split("?")[0] ?? "";
    const handler = handlers.get(`${request.method ?? ""} ${path}`);
    if (handler === undefined) {
      response.writeHead(404).end();
      return;
    }
    handler(request, response).catch((fault: unknown) => {
      serving.onFault(fault);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  };
};

/** Slack gives up on us after three seconds; whoever takes longer than this to say what they want is not Slack. */
const slowest = 10_000;

/** One HTTP server for every installation, at /slack/NAME/events, with /healthz and /readyz. Answers once it listens. */
export const startServer = (
  serving: Serving,
  at: { readonly host: string; readonly port: number },
): Promise<Server> => {
  const server = createServer({ requestTimeout: slowest, headersTimeout: slowest }, route(serving));
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, () => resolve(server));
  });
};

export const portOf = (server: Server): number => (server.address() as AddressInfo).port;
