import type { Context } from "../../../src/casework/context.ts";

/** Once for a call that is about to be made, once when it took effect and its caller is about to learn it. */
export type AtCall = (site: string, moment: "before" | "after") => void;

/**
 * Watches every method of every port in a context, found by looking and not by a list, so that a new port or method is
 * watched from its first day. What answers a plain value (a clock, the reference data) has no await to end at and is left
 * alone. Once the process counts as dead its calls have no effect and answer nothing.
 */
export const watchPorts = (isDead: () => boolean) => {
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();
  const never = (): Promise<never> => {
    const promise = new Promise<never>((_resolve, reject) => {
      waiting.add(() => reject(new Error("the process has ended")));
    });
    promise.catch(() => undefined);
    return promise;
  };
  const values = new Set<string>();
  let atCall: AtCall | undefined;
  const call = (method: string, make: () => unknown): unknown => {
    if (values.has(method)) return make();
    if (isDead()) return never();
    if (atCall === undefined) return make();
    const count = (counts.get(method) ?? 0) + 1;
    counts.set(method, count);
    const site = `${method} #${count}`;
    atCall(site, "before");
    if (isDead()) return never();
    const made = make();
    if (made === undefined) atCall(site, "after");
    else if (!(made instanceof Promise)) values.add(method);
    if (!(made instanceof Promise)) return made;
    return made.then((answer: unknown) => {
      if (!isDead()) atCall?.(site, "after");
      return isDead() ? never() : answer;
    });
  };
  const watched = (name: string, port: object): object =>
    new Proxy(port, {
      get: (target, key) => {
        const method: unknown = Reflect.get(target, key);
        if (typeof method !== "function" || typeof key !== "string") return method;
        return (...words: unknown[]) =>
          call(`${name}.${key}`, (): unknown => Reflect.apply(method, target, words) as unknown);
      },
    });
  return {
    /** Puts watched ports in place of a context's own: whoever holds the context uses them from now on. */
    into: (context: Context): void => {
      for (const [name, port] of Object.entries(context))
        if (typeof port === "object" && port !== null) Reflect.set(context, name, watched(name, port));
    },
    /** Begins to count and to ask. */
    watch: (asked: AtCall): void => {
      counts.clear();
      atCall = asked;
    },
    ignore: (): void => {
      atCall = undefined;
    },
    /** Long after its death, when nothing of it can have any effect: lets what hangs in it end, to be cleared away. */
    release: (): void => {
      for (const end of waiting) end();
      waiting.clear();
    },
  };
};
