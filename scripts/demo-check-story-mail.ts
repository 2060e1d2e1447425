import type { Step } from "./demo-check-step.ts";

export const mailbox: Step = {
  says: "the mailbox opens beside the conversation, says that no e-mail left, and shuts",
  play: async ({ page }) => {
    const button = page.getByRole("button", { name: "E-mail (0)" });
    await button.click();
    const list = page.getByRole("complementary", { name: "E-mail" });
    await list.getByRole("heading", { name: "E-mail that left Tandem" }).waitFor();
    await list.getByText("None yet.").waitFor();
    await button.click();
    await list.waitFor({ state: "detached" });
  },
};
