import { describe, expect, it } from "vitest";
import type { ServiceState } from "../../src/domain/notices/notice.ts";
import { renderNotice } from "../../src/slack/render-notice.ts";

const areaName = "Exampleshire (fictional)";
const telephones = [
  { says: "Child Referral Team", telephone: "01632 960201" },
  { says: "Force Operations Room", telephone: "01632 960202" },
];

const said = (state: Pick<ServiceState, "what" | "over" | "about" | "ring">) => {
  const { text, blocks } = renderNotice({ kind: "service-state", areaName, ...state }, new Map());
  return { text, all: JSON.stringify(blocks) };
};

const states = (["degraded", "clock-wrong", "token-refused", "anchor-refused"] as const).flatMap((what) =>
  [false, true].map((over) => ({
    what,
    over,
    ...(what === "token-refused" ? { about: "police" } : {}),
    ...(what === "token-refused" && !over ? { ring: telephones } : {}),
  })),
);

describe("what the operators are told of the service", () => {
  it.each(states)("$what, over: $over, hints at no child and fits into a push", (state) => {
    const { text, all } = said(state);
    expect(text.length).toBeLessThanOrEqual(150);
    expect(`${text} ${all}`).not.toMatch(/child[^ ]* (at|in|who)|referral [0-9A-Z]{4}-|<@|undefined/);
  });

  it.each(states.filter(({ over }) => !over))("$what says what to do now", (state) => {
    expect(said(state).all).toMatch(/right now\./);
  });

  it.each(states.filter(({ over }) => over))("$what says when it is over, and asks for nothing", (state) => {
    const { text, all } = said(state);
    expect(text).toMatch(/again|no longer/);
    expect(all).not.toMatch(/ring|right now/);
  });

  it("a refused token says in full what happens to messages, whom to ring, and who puts it right", () => {
    expect(said({ what: "token-refused", over: false, about: "police", ring: telephones }).all).toContain(
      "*Slack refuses Tandem's token in the workspace police: nobody there gets any message.*\\n" +
        "Messages wait and are tried again. About anything urgent ring Child Referral Team 01632 960201 or " +
        "Force Operations Room 01632 960202. Whoever looks after Tandem: put the token right now.",
    );
  });

  it("a refused token in a workspace without any team names no number, and still says to ring", () => {
    expect(said({ what: "token-refused", over: false, about: "police" }).all).toContain(
      "Ring the teams there about anything urgent.",
    );
  });

  it("a name of an area cannot be a mention", () => {
    const model = { kind: "service-state", areaName: "<!channel>", what: "degraded", over: false } as const;
    expect(JSON.stringify(renderNotice(model, new Map()))).not.toContain("<!channel>");
  });
});
