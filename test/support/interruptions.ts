import { createServer, request as httpRequest } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from "node:net";
import { Client } from "pg";

const portOf = (server: { address: () => unknown }): number => (server.address() as AddressInfo).port;

export type Holding = { readonly release: () => Promise<void> };

/** Holds tables so that nobody else can read or write them, as a migration gone wrong would. */
export const hold = async (databaseUrl: string, ...tables: readonly string[]): Promise<Holding> => {
  const client = new Client({ connectionString: databaseUrl });
  // The server ends it when the database is dropped under it.
  client.on("error", () => undefined);
  await client.connect();
  await client.query("BEGIN");
  await client.query(`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`);
  return {
    release: async () => {
      await client.query("ROLLBACK");
      await client.end();
    },
  };
};

export type Line = {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  readonly cut: () => void;
  /** Lets nothing through and breaks nothing, as a firewall does that drops packets. */
  readonly silence: () => void;
  readonly restore: () => void;
  readonly close: () => Promise<void>;
};

/** A line to a server on this machine that a story can cut, silence and restore. */
export const openLine = async (to: { readonly host: string; readonly port: number }): Promise<Line> => {
  let state: "through" | "cut" | "silent" = "through";
  const pairs = new Map<Socket, Socket>();
  const server = createTcpServer((near) => {
    if (state === "cut") return void near.destroy();
    const far = connect(to.port, to.host);
    pairs.set(near, far);
    if (state === "silent") near.pause();
    near.on("data", (data) => far.write(data));
    far.on("data", (data) => near.write(data));
    const end = (): void => {
      near.destroy();
      far.destroy();
      pairs.delete(near);
    };
    for (const side of [near, far]) side.on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: portOf(server),
    cut: () => {
      state = "cut";
      for (const near of pairs.keys()) near.destroy();
    },
    silence: () => {
      state = "silent";
      for (const near of pairs.keys()) near.pause();
    },
    restore: () => {
      state = "through";
      for (const near of pairs.keys()) near.resume();
    },
    close: () => {
      for (const near of pairs.keys()) near.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

/** An address in front of the bot that lets each request through and loses its answer. */
export const loseAnswers = async (
  eventsUrl: string,
): Promise<{ readonly url: string; readonly close: () => void }> => {
  const server = createServer((request, response) => {
    const onward = httpRequest(eventsUrl, { method: "POST", headers: request.headers }, (answer) => {
      answer.resume();
      answer.on("end", () => response.destroy());
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(server)}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
