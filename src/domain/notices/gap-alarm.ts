import type { Area } from "../area/area-schema.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";

/** Tells the operators of every hole that a route met in a rota. */
export const gapAlarms = (area: Area, gaps: readonly string[]): readonly NoticeAsked[] =>
  gaps.length === 0
    ? []
    : [
        {
          to: area.operators,
          lane: "urgent",
          model: { kind: "gap-alarm", areaName: area.name, because: gaps },
          because: gaps,
        },
      ];
