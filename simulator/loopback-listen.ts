import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { Server, type AddressInfo } from "node:net";

const captured = new AsyncLocalStorage<{ server: Server | undefined }>();
const plainListen: unknown = Reflect.get(Server.prototype, "listen");

// The emulator listens on every interface, ignores errors of listen() and accepts any token as an
// administrator. So the listen() calls made inside `listenOnLoopback`, and only those, are narrowed.
Server.prototype.listen = function listen(this: Server, ...options: unknown[]): Server {
  const holder = captured.getStore();
  if (!holder) return applyListen(this, options);
  holder.server = this;
  return applyListen(this, [0, "127.0.0.1"]);
};

function applyListen(server: Server, options: readonly unknown[]): Server {
  if (typeof plainListen !== "function") throw new Error("node:net has no listen");
  Reflect.apply(plainListen, server, options);
  return server;
}

export type LoopbackServer<T> = { readonly started: T; readonly server: Server; readonly port: number };

/** Runs `start`; the server that it opens gets a free port of 127.0.0.1 instead of what it asked for. */
export async function listenOnLoopback<T>(start: () => Promise<T>): Promise<LoopbackServer<T>> {
  const holder: { server: Server | undefined } = { server: undefined };
  const started = await captured.run(holder, start);
  const { server } = holder;
  if (!server) throw new Error("nothing listened");
  if (!server.listening) await once(server, "listening");
  return { started, server, port: portOf(server) };
}

export function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
