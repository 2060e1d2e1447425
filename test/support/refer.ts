import { expect } from "vitest";
import { usualAnswers, type Stage } from "./stage.ts";
import type { FillValue } from "../../simulator/element-state.ts";

export type Sender = {
  readonly installation: "council" | "police";
  readonly user: string;
  readonly channel: string;
};

/** The people of the fictional area who send referrals, at their desks. */
export const socialWorker: Sender = { installation: "council", user: "U0CWORKER", channel: "C0CDUTY" };
export const deskOfficer: Sender = { installation: "police", user: "U0PDESK", channel: "C0PREFER" };
export const nightWorker: Sender = { installation: "council", user: "U0CNIGHT", channel: "C0CNIGHT" };
export const colleague: Sender = { installation: "council", user: "U0CSECOND", channel: "C0CDUTY" };
export const secondOfficer: Sender = { installation: "police", user: "U0PSECOND", channel: "C0PREFER" };
export const sergeant: Sender = { installation: "police", user: "U0PSERGEANT", channel: "U0PSERGEANT" };
export const inspector: Sender = { installation: "police", user: "U0PINSPECTOR", channel: "U0PINSPECTOR" };
export const operator: Sender = { installation: "police", user: "U0PCONTROL", channel: "C0PCONTROL" };

export const refPattern = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

/** As much of a stage as somebody needs who speaks to the bot. */
export type Speaking = Pick<Stage, "council" | "police" | "workspace">;

/** Closes whatever windows a person has open, so that the next one is known to be new. */
export const closeWindows = async (
  stage: Speaking,
  { installation, user }: Pick<Sender, "installation" | "user">,
): Promise<void> => {
  if (stage.workspace(installation).modal(user) !== undefined)
    await stage[installation].closeModal({ user, all: true });
};

/** Opens the referral form and waits until it is there to be filled in. */
export const openReferral = async (
  stage: Speaking,
  { installation, user, channel }: Sender,
): Promise<void> => {
  await closeWindows(stage, { installation, user });
  const answer = await stage[installation].slash({ user, command: "/referral", channel });
  expect(answer.status).toBe(200);
  await expect
    .poll(() => JSON.stringify(stage.workspace(installation).modal(user)), { timeout: 5_000 })
    .toContain('"callback"');
};

export const textOf = (view: unknown): string => JSON.stringify(view);

/** Fills in and sends a referral as a worker would, and answers the Tandem ref that the worker is shown. */
export const refer = async (
  stage: Speaking,
  sender: Sender,
  answers: Record<string, FillValue> = {},
): Promise<string> => {
  await openReferral(stage, sender);
  const { installation, user } = sender;
  stage[installation].fill({ user, values: { ...usualAnswers, ...answers } });
  const sent = await stage[installation].submit({ user });
  expect(sent.errors).toEqual({});
  expect(sent.blockedByClient).toEqual([]);
  expect(sent.refusedBySlack).toEqual([]);
  const shown = textOf(stage.workspace(installation).modal(user));
  expect(shown).toContain("Recorded");
  const ref = refPattern.exec(shown)?.[0] ?? "";
  expect(ref).not.toBe("");
  return ref;
};
