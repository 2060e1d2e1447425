import type { AreaPerson } from "../area/area-schema.ts";
import type { CaseState } from "../case/case-state.ts";
import type { NoticeAsked } from "../case/issue-notice.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { Address, Notice } from "../notices/notice.ts";
import { sameAddress } from "./ladder.ts";
import { mayBeTold, teamOnDuty } from "./on-duty.ts";
import { isOnShift } from "./shift.ts";

/** Says why a stand-in is told; a reminder that says so is not sent on once more, or two dead ends would go round. */
const unreachable = "whoever it was for cannot be reached in Slack";

const agencyOf = ({ to }: Notice, { area }: Following): AreaPerson["agency"] | undefined =>
  "person" in to
    ? area.people.find(({ person }) => person === to.person)?.agency
    : Object.values(area.people).find(({ identities }) =>
        identities.some(({ installation }) => installation === to.installation),
      )?.agency;
