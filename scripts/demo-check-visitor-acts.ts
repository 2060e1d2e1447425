import type { Locator } from "playwright-core";
import type { Visitor } from "./demo-check-visitor.ts";

type Answers = { readonly risk: "Yes" | "No" };

/** Fills in what is needed to send, and a little of what is known, and sends it. */
export const fillInAndSend = async ({ page, window }: Visitor, { risk }: Answers): Promise<void> => {
  const form = window("Make a referral");
  const group = (name: RegExp): Locator => form.getByRole("group", { name });
  await group(/^Is the person the allegation is/)
    .getByLabel("No", { exact: true })
    .check();
  await group(/^Is the child at immediate risk/)
    .getByLabel(risk, { exact: true })
    .check();
  await form.getByLabel("Number to ring you back on").fill("01632 960111");
  await form.getByLabel("Child's name").fill("Demo Child (fictional)");
  await form.getByLabel("What are the concerns?").fill("A fictional concern, for the demonstration.");
  await group(/^Possible crime/)
    .getByLabel("Possibly")
    .check();
  await form.getByRole("button", { name: "Send referral" }).click();
  await window("Recorded")
    .getByText(/Tandem ref \S{4}-\S{4}/)
    .waitFor();
  await page.keyboard.press("Escape");
  await window("Recorded").waitFor({ state: "detached" });
};

/** Makes a referral as the duty social worker. */
export const refer = async (visitor: Visitor, wanted: Answers): Promise<void> => {
  await visitor.actAs("Demo Social Worker");
  await visitor.open("# duty-team");
  await visitor.type("/referral");
  await visitor.window("Make a referral").waitFor();
  await fillInAndSend(visitor, wanted);
};

/** Waits until a skip has arrived, and says what fell due on the way. */
export const arriveAt = async ({ page }: Visitor, says: string): Promise<void> => {
  const clock = page.getByRole("region", { name: "Duty time" });
  await clock.locator("strong", { hasText: says }).waitFor();
  await clock.getByText(/on the way/).waitFor();
};

export const skipTo = async (visitor: Visitor, wall: string, says: string): Promise<void> => {
  await visitor.page.getByLabel("To, London time").fill(wall);
  await visitor.page.getByRole("button", { name: "Go there" }).click();
  await arriveAt(visitor, says);
};

/** Somebody in the list, or a conversation, with a number of unread messages beside the name. */
export const unreadAt = ({ page }: Visitor, name: string): Locator =>
  page.getByRole("button", { name: new RegExp(`^${name}.*\\d unread$`) });

/** What has the focus, in the words that a screen reader begins with. */
export const focused = async ({ page }: Visitor): Promise<string> =>
  String(await page.evaluate("document.activeElement?.ariaLabel ?? document.activeElement?.textContent"));
