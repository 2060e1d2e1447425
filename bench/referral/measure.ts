import { worldOfArea } from "../../scripts/world-of-area.ts";
import { startWorkspace, type Workspace } from "../../simulator/workspace.ts";
import { packageRoot, referenceOrFault } from "../../src/run.ts";
import { recordedView } from "../../src/slack/forms/plain-views.ts";
import { views } from "../../src/slack/action-ids.ts";
import { startChild } from "../child.ts";
import type { Places } from "../places.ts";
import { median } from "../statistics.ts";
import type { BareAnswer, BareGiven } from "./bare.ts";
import type { BotAnswer, BotGiven } from "./bot.ts";
import { readCaseRows, type CaseRows } from "./case-rows.ts";
import { fire, type Fired, type Target } from "./fire.ts";
import { openForms } from "./forms.ts";

const rounds = 5;
const levels = [1, 10, 50] as const;
const formsEach = 150;
const warmUp = 600;

const sides = ["tandem", "bare", "ackOnly"] as const;
type Side = (typeof sides)[number];
type Targets = Readonly<Record<Side, Target>>;

const path = "/slack/council/events";
const tuesday = "2026-09-01T10:00:00+01:00";

const startWorkspaces = (): Promise<Workspace[]> => {
  const area = referenceOrFault(packageRoot).areas.get("exampleshire")?.value;
  if (area === undefined) throw new Error("the example area is not there");
  return Promise.all(worldOfArea(area).map(startWorkspace));
};

const botGiven = (workspaces: readonly Workspace[], database: string, redisUrl: string): BotGiven => ({
  database,
  redisUrl,
  role: "web",
  dutyBegins: tuesday,
  installations: workspaces.map(({ seed, apiUrl }) => ({
    name: seed.installation,
    botToken: seed.botToken,
    signingSecret: seed.signingSecret,
    teamId: seed.teamId,
    apiUrl,
  })),
});

/** What the bot shows when a referral is recorded: the bare handlers answer with as many bytes. */
const shown = recordedView({
  ref: "0000-0000",
  existed: false,
  earlier: [],
  sentTo: "Child Referral Team",
  telephone: "01632 960201",
  restricted: false,
});

const bareGiven = (signingSecret: string, writes: BareGiven["writes"]): BareGiven => ({
  path,
  signingSecret,
  callback: views.referral,
  shown,
  ...(writes === undefined ? {} : { writes }),
});

const urlOn = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${port}${path}`;

const startBare = (signingSecret: string, writes: BareGiven["writes"]) =>
  startChild<BareAnswer>("./referral/bare.ts", bareGiven(signingSecret, writes));

type Measured = Readonly<Record<Side, readonly Fired[]>>;

/** One round: each side in turn, whose turn is first changing, so that a busy moment of the machine hits all. */
const round = async (targets: Targets, bodies: readonly string[], atOnce: number, turn: number) => {
  const found = {} as Record<Side, Fired>;
  for (let at = 0; at < sides.length; at += 1) {
    const side = sides[(at + turn) % sides.length] ?? "tandem";
    found[side] = await fire(targets[side], bodies, atOnce);
  }
  return found;
};

const level = async (targets: Targets, bodies: readonly string[], atOnce: number): Promise<Measured> => {
  const found: Record<Side, Fired[]> = { tandem: [], bare: [], ackOnly: [] };
  for (let turn = 0; turn < rounds; turn += 1) {
    const part = bodies.slice(turn * formsEach, (turn + 1) * formsEach);
    const measured = await round(targets, part, atOnce, turn);
    for (const side of sides) found[side].push(measured[side]);
  }
  return found;
};

const inMedian = (fired: readonly Fired[]): Fired => ({
  perSecond: median(fired.map(({ perSecond }) => perSecond)),
  p50: median(fired.map(({ p50 }) => p50)),
  p99: median(fired.map(({ p99 }) => p99)),
});

const ratios = (one: readonly Fired[], other: readonly Fired[], of: keyof Fired): number =>
  median(one.map((fired, at) => fired[of] / (other[at]?.[of] ?? Number.NaN)));

const summary = (atOnce: number, { tandem, bare, ackOnly }: Measured) => ({
  atOnce,
  tandem: inMedian(tandem),
  bare: inMedian(bare),
  ackOnly: inMedian(ackOnly),
  rateOfBare: ratios(tandem, bare, "perSecond"),
  p99OfBare: ratios(tandem, bare, "p99"),
  rateOfAckOnly: ratios(tandem, ackOnly, "perSecond"),
});

const rowCounts = (rows: CaseRows): Readonly<Record<string, number>> =>
  Object.fromEntries(rows.map((one) => [one.table, one.rows.length]));

const startBareOnes = async (signingSecret: string, database: string, rows: CaseRows) => {
  const bare = await startBare(signingSecret, { database, rows });
  const ackOnly = await startBare(signingSecret, undefined);
  return { bare, ackOnly };
};

/** The bot with its forms open and filled in, and the bare handlers that write what its first referral wrote. */
const setUp = async (places: Places) => {
  const workspaces = await startWorkspaces();
  const council = workspaces.find(({ seed }) => seed.installation === "council");
  if (council === undefined) throw new Error("there is no council");
  const [database, bareDatabase] = [await places.database(), await places.database()];
  const { signingSecret } = council.seed;
  const given = botGiven(workspaces, database, places.redisUrl);
  const bot = await startChild<BotAnswer>("./referral/bot.ts", given);
  const count = 1 + warmUp + levels.length * rounds * formsEach;
  const [first = "", ...forms] = await openForms(council, urlOn(bot.answer), count);
  await fire({ url: urlOn(bot.answer), signingSecret }, [first], 1);
  const rows = await readCaseRows(database);
  const others = await startBareOnes(signingSecret, bareDatabase, rows);
  const target = (child: typeof bot): Target => ({ url: urlOn(child.answer), signingSecret });
  const targets = { tandem: target(bot), bare: target(others.bare), ackOnly: target(others.ackOnly) };
  const close = async (): Promise<void> => {
    await Promise.all([bot, others.bare, others.ackOnly].map((one) => one.stop()));
    await Promise.all(workspaces.map((one) => one.close()));
    await Promise.all([database, bareDatabase].map(places.drop));
  };
  return { targets, forms, rows, close };
};

/** A referral form from the signed request to the answer, with the commit in between, beside two bare handlers. */
export const measureReferral = async (places: Places) => {
  const { targets, forms, rows, close } = await setUp(places);
  try {
    for (const side of sides) await fire(targets[side], forms.slice(0, warmUp), 10);
    const measured = [];
    for (const [at, atOnce] of levels.entries()) {
      const from = warmUp + at * rounds * formsEach;
      const part = forms.slice(from, from + rounds * formsEach);
      measured.push(summary(atOnce, await level(targets, part, atOnce)));
    }
    return { rows: rowCounts(rows), formsEach, levels: measured };
  } finally {
    await close();
  }
};
