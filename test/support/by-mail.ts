import type { Area } from "../../src/domain/area/area-schema.ts";
import type { Protocol } from "../../src/domain/protocol/protocol-schema.ts";

export type Content = NonNullable<Area["slots"][string]["mailbox"]>["content"];

export const team = "police.child-referral-team";

/** One rule more than the example protocol has. */
export const byMail: Protocol["notices"] = [
  {
    id: "checks-by-mail",
    rule: "S2-9",
    source: "made for this story",
    says: "The child referral team hears by secure e-mail that records were checked",
    on: "checks-recorded",
    by: "social-care",
    tells: [team],
    means: "secure e-mail",
  },
];

export const withMailbox =
  (content: Content | undefined) =>
  (area: Area): Area => {
    const slot = area.slots[team];
    if (slot === undefined || content === undefined) return area;
    const mailbox = { address: "referrals@exampleland-police.example", content };
    return { ...area, slots: { ...area.slots, [team]: { ...slot, mailbox } } };
  };
