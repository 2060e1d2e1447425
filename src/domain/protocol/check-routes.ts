import { agencyInWords, agencyOfSlot, type Agency } from "../agency.ts";
import type { Problem } from "./problem.ts";
import type { Protocol, Route } from "./protocol-schema.ts";

const hoursWithoutTeam = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) =>
    route.during !== undefined && route.hoursOf === undefined
      ? [{ path: ["routes", index], says: `"during" needs "hoursOf": whose opening hours decide?` }]
      : [],
  );

const ofOtherAgency = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap(({ instead = {} }, index) =>
    Object.entries(instead)
      .filter(([slot, other]) => agencyOfSlot(slot) !== agencyOfSlot(other))
      .map(([slot, other]) => ({
        path: ["routes", index, "instead", slot],
        says: `${other} cannot stand in for ${slot}, which is of another agency`,
      })),
  );

const otherHalf = (route: Route, one: Route): boolean =>
  one.to === route.to && one.from === route.from && one.during !== undefined && one.during !== route.during;

const onlyHalfTheDay = (protocol: Protocol): readonly Problem[] =>
  protocol.routes.flatMap((route, index) => {
    if (route.during === undefined) return [];
    const others = protocol.routes.filter((one) => otherHalf(route, one));
    if (others.length === 0)
      return [{ path: ["routes", index], says: `there is no route to ${route.to} for the rest of the day` }];
    return others.some(({ hoursOf }) => hoursOf === route.hoursOf)
      ? []
      : [
          {
            path: ["routes", index, "hoursOf"],
            says: "the route for the rest of the day goes by the hours of another team",
          },
        ];
  });

const always = ({ when, restricted }: Route): boolean => when === undefined && restricted === undefined;

/** What a sender is left without, when no condition holds: every instant needs exactly one route. */
const withoutCondition = (protocol: Protocol, sender: Agency): readonly Problem[] => {
  const usable = protocol.routes.filter((one) => always(one) && (one.from ?? sender) === sender);
  const at = (half: Route["during"]) =>
    usable.filter(({ during }) => during === undefined || during === half);
  const path = ["routes"];
  return (["office hours", "out of hours"] as const).flatMap((half) => {
    const routes = at(half).length;
    if (routes === 1) return [];
    const says = `${agencyInWords[sender]} has ${routes === 0 ? "no route" : "more than one route"} ${half === "office hours" ? "in office hours" : "out of hours"} without a condition`;
    return [{ path, says }];
  });
};

/** Everything that could leave a sender without exactly one route at some instant. A protocol of no routes is no use to one. */
export const checkRoutes = (protocol: Protocol): readonly Problem[] => [
  ...hoursWithoutTeam(protocol),
  ...ofOtherAgency(protocol),
  ...onlyHalfTheDay(protocol),
  ...withoutCondition(protocol, "social-care"),
  ...withoutCondition(protocol, "police"),
];
