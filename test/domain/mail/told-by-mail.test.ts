import { describe, expect, test } from "vitest";
import { team } from "../../support/by-mail.ts";
import { stepTaken } from "./mailed-case.ts";

const whom = ({ notices }: ReturnType<typeof stepTaken>) =>
  notices
    .filter(({ model }) => model.kind === "step-mailed" || model.kind === "tell-yourself")
    .map(({ to, model }) => [model.kind, to]);

const professional = { allegationAboutProfessional: "yes" } as const;

describe("a rule that names secure e-mail", () => {
  test("writes to the mailbox of the team, and to nobody in Slack", () => {
    expect(whom(stepTaken())).toEqual([["step-mailed", { mailbox: { slot: team } }]]);
  });

  test("of a restricted case writes to no team's mailbox: whoever took the step is asked to tell", () => {
    const taken = stepTaken({ facts: professional });
    expect(taken.state.restricted).toBe(true);
    expect(whom(taken)).toEqual([
      ["tell-yourself", { installation: "council", person: "duty-social-worker" }],
    ]);
    expect(taken.state.mails).toEqual([]);
  });
});
