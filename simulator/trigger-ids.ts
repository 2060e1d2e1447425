import { randomBytes } from "node:crypto";
import { machineNow } from "./machine-clock.ts";

const LIFETIME_MS = 3000;

export type Trigger = {
  readonly userId: string;
  readonly viewId: string | undefined;
  readonly expiresAt: number;
  used: boolean;
};

export type TriggerIds = Map<string, Trigger>;

/** A trigger id for what this user just did, good for one modal within 3 seconds. */
export function issueTrigger(triggers: TriggerIds, userId: string, viewId?: string): string {
  const now = machineNow();
  const id = `${Math.floor(now / 1000)}.${randomBytes(4).readUInt32BE()}.${randomBytes(16).toString("hex")}`;
  triggers.set(id, { userId, viewId, expiresAt: now + LIFETIME_MS, used: false });
  return id;
}

export type Redeemed =
  | { readonly ok: true; readonly trigger: Trigger }
  | { readonly ok: false; readonly error: string };

export function redeemTrigger(triggers: TriggerIds, id: string): Redeemed {
  const trigger = triggers.get(id);
  if (!trigger) return { ok: false, error: "invalid_trigger_id" };
  if (trigger.used) return { ok: false, error: "exchanged_trigger_id" };
  if (trigger.expiresAt <= machineNow()) return { ok: false, error: "expired_trigger_id" };
  trigger.used = true;
  return { ok: true, trigger };
}
