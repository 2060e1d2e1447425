import { refer } from "../../src/casework/refer.ts";
import type { Context } from "../../src/casework/context.ts";
import type { Viewer } from "../../src/ports.ts";
import { areaCount, areaNames, numbered } from "./many-areas.ts";

const facts = {
  immediateRisk: "no",
  crime: "possible",
  suspect: [],
  childWithPersonAlleged: "no",
  underPoliceProtection: "no",
  babyNotYetMobile: "no",
  openInvolvement: "neither",
  parentsAware: "yes",
  basisForSharing: "safeguarding-task",
  allegationAboutProfessional: "no",
} as const;

const viewerIn = async (context: Context, number: number): Promise<Viewer> => {
  const identity = { installation: "council", team: "T0COUNCIL", user: numbered("U0CWORKER", number) };
  const person = await context.people.byIdentity(identity);
  if (person === undefined) throw new Error(`nobody is ${identity.user}`);
  return { person, identity, surface: "bench" };
};

export type Send = (index: number, urgent: boolean) => Promise<string>;

/** Sends referrals of the council to the police, each from the next area, and answers their references. */
export const sendReferrals = async (context: Context): Promise<Send> => {
  const viewers = await Promise.all(areaNames.map((_name, number) => viewerIn(context, number)));
  return async (index, urgent) => {
    const number = index % areaCount;
    const [viewer, area] = [viewers[number], areaNames[number]];
    if (viewer === undefined || area === undefined) throw new RangeError(`no area ${number}`);
    const id = context.ids.next();
    const referred = await refer(context, viewer, {
      area,
      submission: id,
      request: `bench:${id}`,
      facts: { ...facts, immediateRisk: urgent ? "yes" : "no" },
      incomplete: false,
      excluded: [],
      details: {
        callback: "01632 960111",
        child: "Demo Child (fictional)",
        concerns: "A fictional concern.",
      },
    });
    if (!referred.ok) throw new Error(referred.says);
    return referred.ref;
  };
};
