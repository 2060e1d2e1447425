import { textAt, type JsonObject } from "./json.ts";

/**
 * What goes wrong with the next `times` calls of `method` ('*' = any), in one channel or everywhere.
 * 'lost' performs the call and breaks the connection; 'slow' performs it and answers late;
 * the others do not perform it.
 */
export type FaultSpec = {
  readonly method: string;
  readonly times: number;
  readonly channel?: string;
} & (
  | { readonly kind: "rate-limited"; readonly retryAfterSeconds: number }
  | { readonly kind: "server-error" }
  | { readonly kind: "lost" }
  | { readonly kind: "slow"; readonly delayMs: number }
  | { readonly kind: "error"; readonly error: string }
);

export type FaultHandle = { readonly clear: () => void; readonly remaining: () => number };

type ActiveFault = { readonly spec: FaultSpec; left: number };
export type Faults = Set<ActiveFault>;

export function addFault(faults: Faults, spec: FaultSpec): FaultHandle {
  const active: ActiveFault = { spec, left: spec.times };
  faults.add(active);
  return { clear: () => void faults.delete(active), remaining: () => (faults.has(active) ? active.left : 0) };
}

/** The fault for this call, if any; it is used up by one. */
export function takeFault(faults: Faults, method: string, args: JsonObject): FaultSpec | undefined {
  for (const active of faults) {
    if (!applies(active.spec, method, args)) continue;
    active.left -= 1;
    if (active.left <= 0) faults.delete(active);
    return active.spec;
  }
  return undefined;
}

function applies(spec: FaultSpec, method: string, args: JsonObject): boolean {
  const isMethod = spec.method === "*" || spec.method === method;
  return isMethod && (spec.channel === undefined || spec.channel === textAt(args, "channel"));
}
