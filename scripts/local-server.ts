import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { runQuietly } from "./run-quietly.ts";

/** A server on loopback that this project started. Every verb touches that one process and no other. */
export type LocalServer = {
  readonly ok: true;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when it already ran on that directory and was not started again. */
  readonly reattached: boolean;
  /** Asks it to finish cleanly, and waits until it has. */
  readonly stop: () => Promise<void>;
  /** The power cut: SIGKILL, and waits until it is gone. */
  readonly kill9: () => Promise<void>;
  /** Freezes it (SIGSTOP): connections stay open and nothing answers. */
  readonly pause: () => void;
  readonly resume: () => void;
};
export type NotStarted = { readonly ok: false; readonly because: string };

/** Alive and not a zombie that its parent has yet to bury. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === "EPERM";
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return process.platform !== "linux";
  }
};

/** What a process was started as; empty when it is gone. Tells our server from a stranger that got its old number. */
export const commandLineOf = async (pid: number): Promise<string> =>
  (await runQuietly("ps", ["-o", "command=", "-p", String(pid)])).output.trim();

/** Polls until the answer is yes; false when the time is up. */
export const untilTrue = async (
  isSo: () => boolean | Promise<boolean>,
  withinMilliseconds: number,
): Promise<boolean> => {
  const end = performance.now() + withinMilliseconds;
  while (performance.now() < end) {
    if (await isSo()) return true;
    await wait(25);
  }
  return isSo();
};

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("no loopback port could be had")),
      );
    });
  });

const signal = (pid: number, name: NodeJS.Signals): void => {
  if (isAlive(pid)) process.kill(pid, name);
};

type Started = {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly reattached: boolean;
  /** The signal by which this server finishes cleanly and at once. */
  readonly stopSignal: NodeJS.Signals;
};

/** The handle of a running server. */
export const handleOf = ({ stopSignal, ...server }: Started): LocalServer => {
  const kill9 = async () => {
    signal(server.pid, "SIGKILL");
    await untilTrue(() => !isAlive(server.pid), 5_000);
  };
  const resume = () => signal(server.pid, "SIGCONT");
  const stop = async () => {
    signal(server.pid, stopSignal);
    resume();
    if (!(await untilTrue(() => !isAlive(server.pid), 15_000))) await kill9();
  };
  return { ok: true, ...server, stop, kill9, pause: () => signal(server.pid, "SIGSTOP"), resume };
};
