import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { portOf } from "../loopback-listen.ts";
import { readBody } from "../read-request.ts";
import { buildAssets, type Assets } from "./assets.ts";
import { createChanges } from "./changes.ts";
import { createInspector } from "./inspector.ts";
import { sendMailFile } from "./mails.ts";
import type { PageWorld } from "./page-world.ts";
import { Refused } from "./refused.ts";
import { routes, type Serving } from "./routes.ts";
import { requireSamePage } from "./same-page.ts";
import { sendAsset, sendFault, sendJson } from "./send-answer.ts";
import type { Session } from "./session.ts";
import { keepWorlds } from "./worlds.ts";

export type PageServer = {
  readonly url: string;
  /** The world that is open. Rejects when none could be opened. */
  readonly current: () => Promise<Session>;
  readonly stop: () => Promise<void>;
};

export type PageOptions = {
  /** Opens a world: at the start, and again for each reset. */
  readonly open: () => Promise<PageWorld>;
  /** 0 or nothing for a free one. */
  readonly port?: number;
};

/** Serves the simulated workspace as a page on 127.0.0.1. It listens at once; what is asked waits for the world to open. */
export async function startPageServer({ open, port = 0 }: PageOptions): Promise<PageServer> {
  const assets = buildAssets();
  // Said to whoever opens the page: the bot runs without one.
  assets.catch(() => undefined);
  const changes = createChanges();
  const inspector = createInspector();
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const worlds = keepWorlds({ open, watching: { inspector, changed: changes.changed } });
  const serving: Serving = { worlds, inspector, changes };
  server.on("request", (request, response) => {
    const answered = async () => {
      requireSamePage(request, portOf(server));
      await answer({ ...serving, assets }, request, response);
    };
    answered().catch((error: unknown) => sendFault(response, error));
  });
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    current: worlds.current,
    stop: async () => {
      changes.close();
      server.close();
      server.closeAllConnections();
      await assets.catch(() => undefined);
      await worlds.stop();
    },
  };
}

async function answer(
  serving: Serving & { readonly assets: Promise<Assets> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const asked = `${request.method} ${url.pathname}`;
  if (!url.pathname.startsWith("/api/")) sendAsset(await serving.assets, url.pathname, request, response);
  else if (asked === "GET /api/changes") serving.changes.follow(response);
  else if (asked === "GET /api/mail-file") {
    const { world } = await serving.worlds.current();
    sendMailFile(world.mail.mailbox, url.searchParams, response);
  } else {
    const route = routes[asked];
    if (!route) throw new Refused(404, `There is no ${asked}.`);
    const body = await readBody(request);
    sendJson(response, 200, await route(serving, { query: url.searchParams, body }));
  }
}
