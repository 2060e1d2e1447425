import type { Agency } from "../agency.ts";
import type { Following } from "../deadlines/follow-clocks.ts";
import type { RouteChosen } from "../routing/choose-route.ts";
import type { HeaderOf, NewCaseEvent } from "./case-event.ts";
import type { CaseState } from "./case-state.ts";
import { lastPut } from "./legs.ts";

type Putting = Pick<HeaderOf<"PutToTeamOnDuty">, "hops" | "accountable" | "because" | "concern"> & {
  readonly agency: Agency;
  readonly route: Pick<RouteChosen, "rule">;
};

/** A case is put to the team that the route of this instant leads to, once more than before. */
export const putToTeam = (
  { agency, route, ...said }: Putting,
  state: CaseState,
  by: Following,
): NewCaseEvent => ({
  type: "PutToTeamOnDuty",
  version: 1,
  header: {
    by: "tandem",
    at: by.now,
    enteredAt: by.now,
    agency,
    rule: route.rule,
    put: lastPut(agency, state) + 1,
    ...said,
  },
});
