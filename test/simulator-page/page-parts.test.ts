import { describe, expect, test } from "vitest";
import type { InspectorEntry, PageMessage, PageState } from "../../simulator/page/contract.ts";
import { coalesce } from "../../simulator/page/client/coalesce.ts";
import { problemInWords } from "../../simulator/page/client/doing.ts";
import { readCommand } from "../../simulator/page/client/read-command.ts";
import { home, openedBy, withCalls } from "../../simulator/page/client/snapshot.ts";
import { threadsOf } from "../../simulator/page/client/threads.ts";

describe("the composer carries commands and nothing else", () => {
  const known = [{ command: "/case" }, { command: "/referral" }];

  test.each([
    ["/referral", { command: "/referral", text: "" }],
    ["  /case K7M2-9QXD ", { command: "/case", text: "K7M2-9QXD" }],
  ])("'%s' is sent", (typed, command) => {
    expect(readCommand(typed, known)).toEqual(command);
  });

  test.each(["", "hello", "/referrals", "please /referral"])("'%s' is not", (typed) => {
    expect(readCommand(typed, known)).toBeUndefined();
  });
});

describe("what somebody has open", () => {
  const conversation = (id: string, unread: number, kind = "channel") => ({ id, unread, kind, name: id });
  const state = (...conversations: readonly object[]) =>
    ({ as: { key: "desk" }, conversations }) as unknown as PageState;

  test("acting as somebody does not mark their messages as read by itself", () => {
    expect(openedBy(state(conversation("C1", 2)), {})).toBeUndefined();
    expect(openedBy(state(conversation("C1", 2), conversation("C2", 0)), {})).toBe("C2");
  });

  test("it stays open for that person, as long as it is there", () => {
    expect(openedBy(state(conversation("C1", 2)), { desk: "C1" })).toBe("C1");
    expect(openedBy(state(conversation("C1", 2)), { desk: home })).toBe(home);
    expect(openedBy(state(conversation("C2", 0)), { desk: "C1" })).toBe("C2");
  });
});

describe("threads", () => {
  const message = (ts: string, threadTs?: string) =>
    ({ ts, ...(threadTs === undefined ? {} : { threadTs }) }) as PageMessage;

  test("a reply stands under what it answers, and by itself when that is gone", () => {
    const threads = threadsOf([message("1"), message("2", "2"), message("3", "1"), message("4", "0")]);
    expect(threads.map(({ first, replies }) => [first.ts, replies.map(({ ts }) => ts)])).toEqual([
      ["1", ["3"]],
      ["2", []],
      ["4", []],
    ]);
  });
});

describe("the inspector's list", () => {
  const call = (sequence: number) => ({ sequence }) as InspectorEntry;

  test("an exchange that was there already is not shown twice", () => {
    expect(withCalls([call(1), call(2)], [call(2), call(3)]).map(({ sequence }) => sequence)).toEqual([
      1, 2, 3,
    ]);
  });

  test("it forgets the oldest, so that a long demonstration stays quick", () => {
    const many = Array.from({ length: 400 }, (_one, index) => call(index + 1));
    expect(withCalls([], many)).toHaveLength(300);
    expect(withCalls([], many).at(-1)).toEqual(call(400));
  });
});

describe("asking the server again", () => {
  test("whatever changes during a question is answered by one more, and questions never run side by side", async () => {
    const ends: (() => void)[] = [];
    const ask = coalesce(() => new Promise((resolve) => ends.push(resolve)));
    const first = ask();
    const others = [ask(), ask()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await expect.poll(() => ends.length).toBe(2);
    ends[1]?.();
    await Promise.all([first, ...others]);
    expect(ends).toHaveLength(2);
  });

  test("after a fault it asks again when it is asked", async () => {
    let asked = 0;
    const ask = coalesce(() => {
      asked += 1;
      return asked === 1 ? Promise.reject(new Error("gone")) : Promise.resolve();
    });
    await expect(ask()).rejects.toThrow("gone");
    await ask();
    expect(asked).toBe(2);
  });
});

describe("a bot that is too slow is shown as Slack shows it", () => {
  test.each([
    [
      { kind: "slash", channel: "C0CDUTY", command: "/referral", text: "" } as const,
      'Slack shows: /referral failed with the error "operation_timeout"',
    ],
    [
      { kind: "submit", values: {} } as const,
      "We had some trouble connecting. Try again? (operation_timeout)",
    ],
    [{ kind: "open-home" } as const, "This app is not responding (operation_timeout)"],
  ])("%o", (doing, words) => {
    expect(problemInWords(doing, "operation_timeout")).toContain(words);
  });
});
