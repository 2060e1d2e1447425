import { describe, expect, test } from "vitest";
import { wrongMessages } from "../../scripts/demo-check-messages.ts";

const recorded = { to: "U0CWORKER", says: /^Recorded: /, times: 1 };
const reminded = { to: "U0PDESK", says: /^You have had / };
const messages = [
  { channel: "U0CWORKER", text: "Recorded: K7M2-9QXD" },
  { channel: "U0PDESK", text: "You have had K7M2-9QXD since" },
  { channel: "U0PDESK", text: "You have had K7M2-9QXD since" },
];

describe("demo:check counts what the bot says", () => {
  test("what was expected, as often as expected, is right", () => {
    expect(wrongMessages(messages, [recorded, reminded])).toEqual([]);
  });

  test.each([
    ["one message too many", [...messages, { channel: "U0CWORKER", text: "Recorded: again" }]],
    ["a message that nobody expected", [...messages, { channel: "U0CWORKER", text: "Hello" }]],
    ["a message to somebody else", [...messages, { channel: "C0CDUTY", text: "You have had K7M2-9QXD" }]],
    ["a message that never came", messages.slice(1)],
    ["a reminder that never came", messages.slice(0, 1)],
  ])("%s is wrong", (_what, posted) => {
    expect(wrongMessages(posted, [recorded, reminded])).toHaveLength(1);
  });
});
