import { describe, expect, test } from "vitest";
import { parseMrkdwn } from "../../simulator/page/client/blocks/mrkdwn.ts";

const text = (words: string) => ({ kind: "text", text: words });

describe("Slack's markup is drawn as Slack draws it", () => {
  test("a bold line and the line under it", () => {
    expect(parseMrkdwn("*Due Tue 1 Sep:* discuss\nit")).toEqual([
      { kind: "bold", inside: [text("Due Tue 1 Sep:")] },
      text(" discuss"),
      { kind: "line" },
      text("it"),
    ]);
  });

  test("italics inside bold", () => {
    expect(parseMrkdwn("*a _b_*")).toEqual([
      { kind: "bold", inside: [text("a "), { kind: "italic", inside: [text("b")] }] },
    ]);
  });

  test.each(["2 * 3 * 4", "duty_social_worker", "* not bold*", "a*b*c"])("'%s' holds no markup", (words) => {
    expect(parseMrkdwn(words)).toEqual([text(words)]);
  });

  test("people, channels and links", () => {
    expect(parseMrkdwn("<@U0PDESK> <#C0CDUTY|duty-team> <https://example.org|here>")).toEqual([
      { kind: "person", id: "U0PDESK", label: "" },
      text(" "),
      { kind: "channel", id: "C0CDUTY", label: "duty-team" },
      text(" "),
      { kind: "link", url: "https://example.org", text: "here" },
    ]);
  });

  test("what the bot escaped is text, and never markup or a mention", () => {
    expect(parseMrkdwn("&lt;@U0PDESK&gt; &amp;lt;b&amp;gt;")).toEqual([text("<@U0PDESK> &lt;b&gt;")]);
  });

  test("nothing inside code is markup", () => {
    expect(parseMrkdwn("`*a*` ```\n_b_\nc```")).toEqual([
      { kind: "code", text: "*a*" },
      text(" "),
      { kind: "preformatted", text: "_b_\nc" },
    ]);
  });
});
