import { focused } from "./demo-check-visitor-acts.ts";
import type { Step } from "./demo-check-step.ts";
import type { Visitor } from "./demo-check-visitor.ts";

/** Tab stops until the one that is wanted; more than these and nobody would find it. */
const mostTabs = 30;

const tabTo = async (visitor: Visitor, wanted: RegExp): Promise<void> => {
  const passed: string[] = [];
  for (let tabs = 0; tabs < mostTabs; tabs += 1) {
    await visitor.page.keyboard.press("Tab");
    const name = await focused(visitor);
    if (wanted.test(name)) return;
    passed.push(name);
  }
  throw new Error(`Tab does not come to ${wanted.source}, only to: ${passed.join(" | ")}`);
};

const isInWindow = async ({ page }: Visitor): Promise<boolean> =>
  (await page.evaluate(
    "document.activeElement.closest('dialog') !== null || document.activeElement === document.body",
  )) === true;

/** Round the whole window and on: neither way may the focus come to what lies under it. */
const staysInWindow = async (visitor: Visitor): Promise<void> => {
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let times = 0; times < 60; times += 1) {
      await visitor.page.keyboard.press(key);
      if (!(await isInWindow(visitor)))
        throw new Error(`${key} leaves the window for: ${await focused(visitor)}`);
    }
  }
};

export const keyboardOnly: Step = {
  says: "with the keyboard alone: to the composer, a form, an answer, and back by Escape",
  play: async (visitor) => {
    const { page, window } = visitor;
    await visitor.actAs("Demo Social Worker");
    await visitor.open("# duty-team");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "# duty-team" }).waitFor();
    await tabTo(visitor, /^Go to the conversation/);
    await page.keyboard.press("Enter");
    await tabTo(visitor, /^Command to send/);
    await page.keyboard.type("/referral");
    await page.keyboard.press("Enter");
    const form = window("Make a referral");
    await form.getByLabel("Number to ring you back on").waitFor();
    await tabTo(visitor, /^Close every window/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await form.getByRole("radio", { name: "Yes" }).first().and(form.locator(":checked")).waitFor();
    await staysInWindow(visitor);
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "detached" });
    const back = await focused(visitor);
    if (!back.startsWith("Command to send")) throw new Error(`the focus went to: ${back}`);
  },
};
