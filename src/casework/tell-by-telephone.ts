import type { BodyOf } from "../domain/case/case-event.ts";
import { decideToldByTelephone } from "../domain/case/decide-answer.ts";
import type { Instant } from "../domain/instant.ts";
import type { TandemRef } from "../domain/tandem-ref.ts";
import type { Viewer } from "../ports.ts";
import { actInCase, type Acted } from "./act-in-case.ts";
import type { Context } from "./context.ts";

export type Telling = {
  readonly ref: TandemRef;
  readonly hop: number;
  readonly at: Instant;
  readonly details: BodyOf<"ToldByTelephone">;
  readonly request: string;
};

/** Writes down that somebody was told by telephone: to whom, staff or collar number, log number, when and by whom. */
export const tellByTelephone = (context: Context, viewer: Viewer, told: Telling): Promise<Acted> =>
  actInCase(
    context,
    viewer,
    { verb: "tell-by-telephone", ref: told.ref, request: told.request },
    (state, by) =>
      decideToldByTelephone(
        state,
        { hop: told.hop, at: told.at, details: told.details, by: viewer.person.person },
        by,
      ),
  );
