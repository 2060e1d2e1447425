import type { Step } from "./demo-check-step.ts";

export const inspector: Step = {
  says: "the inspector shows what was said on the wire, and starting anew leaves nothing of it",
  play: async (visitor) => {
    const { page } = visitor;
    await page.getByRole("button", { name: "Inspector", exact: true }).click();
    const wire = page.getByRole("complementary", { name: "Inspector" });
    await wire.getByText("chat.postMessage").first().waitFor();
    await wire.locator("summary", { hasText: "/referral" }).first().click();
    await wire.getByText('"command": "/referral"').waitFor();
    await page.getByRole("button", { name: "Start anew" }).click();
    await visitor.window("Start anew?").getByRole("button", { name: "Start anew" }).click();
    await page.getByText("The simulated workspace is as new.").waitFor();
    await page.getByText("Fri 28 Aug 2026, 10:0").waitFor();
    await visitor.actAs("Demo Referral Desk Officer");
    await visitor.open("# child-referral-team");
    await page.getByText("No messages yet.").waitFor();
  },
};
