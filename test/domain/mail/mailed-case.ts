import type { Mail } from "../../../src/domain/mail/fold-mail.ts";
import type { Notice } from "../../../src/domain/notices/notice.ts";
import { foldCase } from "../../../src/domain/case/fold.ts";
import { byMail, withMailbox } from "../../support/by-mail.ts";
import { aStep } from "../a-step.ts";
import { at } from "../calendar/example-team.ts";
import { area, followingAt, openCase, protocol, type Case, type Story } from "../example-case.ts";

/** The example world with one rule that names secure e-mail, and a mailbox for its reader. */
export const mailWorld = {
  area: withMailbox("minimised")(area),
  protocol: { ...protocol, notices: [...protocol.notices, ...byMail] },
};

export const asker = "duty-social-worker";

type Told = Pick<Notice, "id" | "to" | "model" | "lane">;

/** Checks are written down in a new case, of which the rule wants the police team told by e-mail. */
export const stepTaken = (story: Partial<Story> & { readonly by?: string } = {}) => {
  const { by = asker, ...more } = story;
  const entered = more.entered ?? "2026-09-01 10:00";
  const before = openCase({ ...more, entered, world: mailWorld });
  const step = { step: "checks-recorded", agency: "social-care", by } as const;
  const decided = aStep(before.state, step, followingAt(at(entered), mailWorld));
  if (!decided.ok) throw new Error(decided.because);
  const events = [...before.events, ...decided.events];
  const state = foldCase(events);
  if (state === undefined) throw new Error("there is no case");
  return { events, state, notices: decided.notices as readonly Told[] };
};

/** The same, and its e-mail. */
export const mailedCase = (
  story?: Parameters<typeof stepTaken>[0],
): Case & { readonly notice: Notice; readonly mail: Mail } => {
  const { notices, state, events } = stepTaken(story);
  const notice = notices.find(({ to }) => "mailbox" in to);
  const [mail] = state.mails;
  if (notice === undefined || mail === undefined) throw new Error("no e-mail is due");
  return { events, state, notice: notice as Notice, mail };
};

export const laterAt = (when: string) => followingAt(at(when), mailWorld);
