import { arriveAt, fillInAndSend, refer, skipTo, unreadAt } from "./demo-check-visitor-acts.ts";
import { inspector } from "./demo-check-story-inspector.ts";
import { mailbox } from "./demo-check-story-mail.ts";
import { keyboardOnly } from "./demo-check-story-keyboard.ts";
import type { Step } from "./demo-check-step.ts";
import { sizes } from "./demo-check-visitor.ts";

const referralWithFaults: Step = {
  says: "a form that lacks answers says so, on each field; put right, it is recorded",
  play: async (visitor, picture) => {
    const { page, window } = visitor;
    await page.getByText("not a place for a real case").waitFor();
    await visitor.open("# duty-team");
    await visitor.type("/referral");
    const form = window("Make a referral");
    await form.getByLabel("Child's name").fill("Demo Child (fictional)");
    await form.getByRole("button", { name: "Send referral" }).click();
    await form.getByRole("alert").getByText("3 answers need putting right").waitFor();
    await form.getByText("Please complete this required field.").nth(2).waitFor();
    await picture(visitor, "form-with-faults", form);
    if ((await form.getByLabel("Child's name").inputValue()) === "")
      throw new Error("the form lost what was typed");
    await fillInAndSend(visitor, { risk: "No" });
  },
};

const pickedUp: Step = {
  says: "the police desk sees that something is unread, takes it, and the post says so",
  play: async (visitor, picture) => {
    await unreadAt(visitor, "Demo Referral Desk Officer").waitFor();
    await visitor.actAs("Demo Referral Desk Officer");
    await unreadAt(visitor, "# child-referral-team").waitFor();
    await visitor.open("# child-referral-team");
    const post = visitor.message(/Referral from/);
    await picture(visitor, "police-desk");
    await post.getByRole("button", { name: "I'm dealing with this" }).click();
    await post.getByText("Demo Referral Desk Officer has had it since").waitFor();
    await post.getByText("(edited)").waitFor();
    await unreadAt(visitor, "# child-referral-team").waitFor({ state: "detached" });
  },
};

const senderTold: Step = {
  says: "the sender is told who has it",
  play: async (visitor) => {
    await visitor.actAs("Demo Social Worker");
    await visitor.open("Tandem");
    await visitor.message(/Demo Referral Desk Officer \(Child Referral Team\) has had/).waitFor();
  },
};

const ladder: Step = {
  says: "an urgent referral that nobody takes goes to the next rung, and the sender hears that nobody has it",
  play: async (visitor, picture) => {
    await refer(visitor, { risk: "Yes" });
    await visitor.page.getByRole("button", { name: "+15 min" }).click();
    await arriveAt(visitor, "10:1");
    await visitor.open("Tandem");
    await visitor.message(/Nobody has \S+ yet, after 10 minutes/).waitFor();
    await visitor.message(/Nobody has \S+ after 15 minutes, and everybody on the list was told/).waitFor();
    await picture(visitor, "nobody-yet", visitor.page.getByRole("main"));
    await visitor.actAs("Demo Detective Inspector");
    await visitor.open("Tandem");
    await visitor.message(/Urgent referral/).waitFor();
    await visitor.actAs("Demo Detective Sergeant");
    await visitor.open("Tandem");
    const rung = visitor.message(/Urgent referral/);
    await rung.getByRole("button", { name: "I'm dealing with this" }).click();
    await rung.getByText("Demo Detective Sergeant has had it since").waitFor();
  },
};

const askedAgain: Step = {
  says: "whoever took one and wrote nothing down is reminded at the time that is due",
  play: async (visitor) => {
    await skipTo(visitor, "2026-08-28T14:30", "14:30");
    await visitor.actAs("Demo Referral Desk Officer");
    await visitor.open("Tandem");
    await visitor.message(/nothing is recorded since/).waitFor();
  },
};

const closingTime: Step = {
  says: "what nobody has at closing time on a Friday is put to out of hours",
  play: async (visitor, picture) => {
    await skipTo(visitor, "2026-08-28T16:25", "16:25");
    await refer(visitor, { risk: "No" });
    await visitor.page.getByRole("button", { name: /^To closing time, .*16:30/ }).click();
    await arriveAt(visitor, "16:30");
    await visitor.actAs("Demo Control Room Operator");
    await visitor.open("# operations-room");
    const post = visitor.message(/It is with you too now/);
    await post.getByText("Fri 16:30 BST", { exact: true }).waitFor();
    await picture(visitor, "out-of-hours");
  },
};

const narrow: Step = {
  says: "on a telephone's width the same can be done",
  play: async (visitor, picture) => {
    await visitor.resize(sizes.narrow);
    await visitor.actAs("Demo Referral Desk Officer");
    await visitor.open("# child-referral-team");
    await visitor.message(/Referral from/).waitFor();
    await picture(visitor, "narrow-post");
    await visitor.actAs("Demo Social Worker");
    await visitor.open("# duty-team");
    await picture(visitor, "narrow-start");
    await visitor.type("/referral");
    await visitor.window("Make a referral").waitFor();
    await picture(visitor, "narrow-form");
    await visitor.page.keyboard.press("Escape");
    await visitor.window("Make a referral").waitFor({ state: "detached" });
    await visitor.resize(sizes.wide);
  },
};

/** What a newcomer does, in order; each step goes on from where the one before ended. */
export const story: readonly Step[] = [
  referralWithFaults,
  pickedUp,
  senderTold,
  ladder,
  askedAgain,
  closingTime,
  keyboardOnly,
  narrow,
  mailbox,
  inspector,
];
