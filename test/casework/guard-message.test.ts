import { describe, expect, it } from "vitest";
import { wallClock } from "../../src/clock.ts";
import type { Context } from "../../src/casework/context.ts";
import { guarded } from "../../src/casework/guard-message.ts";
import type { Notice, NoticeModel } from "../../src/domain/notices/notice.ts";
import type { FindingKind } from "../../src/domain/redaction/finding.ts";
import type { OutboxItem } from "../../src/ports.ts";
import { shownTexts } from "../../src/slack/shown-texts.ts";
import { sampleArea, sampleProtocol } from "../support/sample-case.ts";

const area = sampleArea.value;

type Using = { readonly shows?: Context["outgoing"]["shows"] };

/** As much of a context as the guard touches for a message without a case, and what it was told. */
const contextFor = ({ shows = shownTexts }: Using = {}) => {
  const held: (readonly FindingKind[])[] = [];
  const announced: Notice[] = [];
  const context = {
    clock: wallClock,
    ids: { next: () => "id" },
    alarms: { wake: () => undefined },
    names: { namesOn: () => Promise.resolve(() => false) },
    outgoing: { shows, heldBack: (_what: string, findings: readonly FindingKind[]) => held.push(findings) },
    watch: { announce: (_area: string, notice: Notice) => Promise.resolve(announced.push(notice) > 0) },
    reference: {
      areas: new Map([[area.area, area]]),
      area: () => ({ area, protocol: sampleProtocol.value }),
    },
  };
  return { context: context as unknown as Context, held, announced };
};

const itemOf = (model: NoticeModel): OutboxItem => ({
  id: "o1",
  area: area.area,
  notice: { id: "n1", lane: "normal", medium: "slack", to: area.operators, model, because: [] },
  attempts: 1,
  fence: 1,
  key: "k1",
  mayHaveBeenSent: false,
  together: [],
});

const unsigned = (team: string, telephone: string): NoticeModel => ({
  kind: "hand-over-unsigned",
  areaName: area.name,
  team,
  telephone,
  at: "2026-09-01T07:30:00.000Z",
  withNobody: 1,
});
const nobody = new Map();
const shown = (item: OutboxItem): string => shownTexts(item, nobody);

describe("the guard in front of every message", () => {
  it("lets a message pass as it is when nothing is found", async () => {
    const { context, held } = contextFor();
    const item = itemOf(unsigned("Children's Duty Team", "01632 960101"));
    expect(await guarded(context, item, nobody)).toBe(item);
    expect(held).toEqual([]);
  });

  it("drops the words that hold the leak, and keeps the number to ring", async () => {
    const { context, held, announced } = contextFor();
    const plain = await guarded(context, itemOf(unsigned("Team at ZZ9 8ZZ", "01632 960101")), nobody);
    expect(shown(plain)).toContain("Ring 01632 960101.");
    expect(shown(plain)).not.toContain("ZZ9");
    expect(held).toEqual([["postcode"]]);
    expect(announced.map(({ model }) => model)).toMatchObject([
      { what: "withheld", about: "hand-over-unsigned" },
    ]);
  });

  it("drops a number that is not the area's, and the message goes all the same", async () => {
    const { context, held } = contextFor();
    const plain = await guarded(context, itemOf(unsigned("Children's Duty Team", "07700 900123")), nobody);
    expect(shown(plain)).toContain("Nobody has signed for the hand-over list.");
    expect(shown(plain)).not.toContain("07700");
    expect(held).toEqual([["telephone"]]);
  });

  it("sends a plain message when the text cannot be looked at", async () => {
    const shows = (): string => {
      throw new Error("a fault in the guard");
    };
    const { context, held } = contextFor({ shows });
    const plain = await guarded(context, itemOf(unsigned("Children's Duty Team", "01632 960101")), nobody);
    expect(shown(plain)).toContain("Nobody has signed for the hand-over list.");
    expect(held).toEqual([["unchecked"]]);
  });

  it("raises no alarm about an alarm", async () => {
    const { context, announced } = contextFor();
    const alarm: NoticeModel = {
      kind: "service-state",
      areaName: "Area of ZZ9 8ZZ",
      what: "withheld",
      about: "hand-over",
      over: false,
    };
    expect(shown(await guarded(context, itemOf(alarm), nobody))).not.toContain("ZZ9");
    expect(announced).toEqual([]);
  });
});
