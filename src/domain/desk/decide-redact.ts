import { makeNotice } from "../case/issue-notice.ts";
import type { DeskDecision, DeskDeciding } from "./decide-desk.ts";
import type { DeskEvent } from "./desk-event-schemas.ts";
import type { DeskState } from "./desk-state.ts";
import { teamAt } from "./desk.ts";
import { isNamedOn, listWithout } from "./hand-over-list.ts";
import { handOverModel } from "./hand-over-model.ts";

/**
 * A case is kept from somebody who may sit at this desk: every list in its channel that names the case is shown without
 * it. Nothing happens where no list does, so that it can be asked again.
 */
export const decideRedact = (state: DeskState, ref: string, by: DeskDeciding): DeskDecision => {
  const lists = [...state.earlier, ...(state.last === undefined ? [] : [state.last])];
  const naming = lists.filter(({ list }) => isNamedOn(list, ref));
  const { installation, channel } = teamAt(by.desk, by.area);
  const act = { by: "tandem", at: by.now, enteredAt: by.now, ...by.desk };
  return {
    ok: true,
    events: naming.map(({ notice }): DeskEvent => ({
      type: "HandOverRedacted",
      version: 1,
      header: { ...act, notice, ref },
    })),
    notices: naming.map((one) =>
      makeNotice(
        {
          to: { installation, channel },
          lane: "normal",
          model: handOverModel(by, { ...one, list: listWithout(one.list, ref) }),
          edits: one.notice,
          because: ["it names a case that must be kept from somebody"],
        },
        by.nextId,
      ),
    ),
  };
};
