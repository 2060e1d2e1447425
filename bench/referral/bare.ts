import { App, HTTPReceiver, LogLevel } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";
import { runAsChild } from "../child.ts";
import { plainWriter } from "./plain-writer.ts";
import type { CaseRows } from "./case-rows.ts";

export type BareGiven = {
  readonly path: string;
  readonly signingSecret: string;
  readonly callback: string;
  readonly shown: ModalView;
  /** What to write in one plain transaction before the answer; nothing for one that only answers. */
  readonly writes?: { readonly database: string; readonly rows: CaseRows };
};
export type BareAnswer = { readonly port: number };

const nothing = { write: () => Promise.resolve(), close: () => Promise.resolve() };

const writerFor = (writes: BareGiven["writes"]) => {
  if (writes === undefined) return nothing;
  const pool = new pg.Pool({ connectionString: writes.database, max: 16 });
  return { write: plainWriter(pool, writes.rows), close: () => pool.end() };
};

const listen = async (listener: RequestListener) => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
};

// What somebody would write who writes the same rows and nothing else: Bolt, one handler, one transaction, one answer.
runAsChild<BareGiven, BareAnswer>(async ({ path, signingSecret, callback, shown, writes }) => {
  const receiver = new HTTPReceiver({ signingSecret, endpoints: path, logLevel: LogLevel.ERROR });
  const app = new App({
    receiver,
    logLevel: LogLevel.ERROR,
    authorize: () => Promise.resolve({ botToken: "xoxb-simulated" }),
    deferInitialization: true,
  });
  await app.init();
  const writer = writerFor(writes);
  app.view(callback, async ({ ack }) => {
    await writer.write();
    await ack({ response_action: "update", view: shown });
  });
  const server = await listen(receiver.requestListener);
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await writer.close();
  };
  return { answer: { port: (server.address() as AddressInfo).port }, stop };
});
