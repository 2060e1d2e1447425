import { z } from "zod";

const number = z.number();
const made = z.object({ on: z.string(), machine: z.string() });
const fired = z.object({ perSecond: number, p50: number, p99: number });

const referral = made.extend({
  rows: z.record(z.string(), number),
  formsEach: number,
  levels: z.array(
    z.object({
      atOnce: number,
      tandem: fired,
      bare: fired,
      ackOnly: fired,
      rateOfBare: number,
      p99OfBare: number,
      rateOfAckOnly: number,
    }),
  ),
});
const reminders = made.extend({
  reminders: number,
  statements: number,
  perSecond: number,
  bare: number,
  ofBare: number,
  pings: z.object({ count: number, p50: number, p99: number }),
});
const alarms = made.extend({
  count: number,
  rebuilt: number,
  compared: number,
  bare: number,
  ofBare: number,
});
const deadlines = made.extend({
  oneCase: z.object({ events: number, deadlines: number, p50: number, p99: number }),
  manyCases: z.object({ cases: number, rounds: number, decidedIn: number, perSecond: number }),
  replaying: z.object({ steps: number, first: number, rounds: number, later: number }),
});
const library = z.object({ perSecond: number, wrong: number, times: number });
const workingDays = made.extend({
  cases: number,
  ours: z.object({ perSecond: number, wrong: number }),
  luxon: library,
  dayjs: library,
});

const whole = (value: number): string => Math.round(value).toLocaleString("en-GB");
const ratio = (value: number): string => value.toFixed(2);
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : whole(value)} ms`;

const row = (...cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
const table = (head: readonly string[], body: readonly (readonly string[])[]): string =>
  [row(...head), row(...head.map(() => "---")), ...body.map((cells) => row(...cells))].join("\n");

const madeOn = ({ on, machine }: z.infer<typeof made>): string => `Measured on ${on}: ${machine}.`;

const referralInWords = (measured: z.infer<typeof referral>): string => {
  const written = Object.entries(measured.rows).map(([name, count]) => `${name} ${count}`);
  const body = measured.levels.map(({ atOnce, tandem, bare, ackOnly, ...ratios }) => [
    String(atOnce),
    `${whole(tandem.perSecond)}/s, p99 ${ms(tandem.p99)}`,
    `${whole(bare.perSecond)}/s, p99 ${ms(bare.p99)}`,
    `${ratio(ratios.rateOfBare)} of its rate, ${ratio(ratios.p99OfBare)} times its p99`,
    `${whole(ackOnly.perSecond)}/s: ${ratio(ratios.rateOfAckOnly)}`,
  ]);
  const head = ["At once", "Tandem", "Bare, same rows", "Tandem beside it", "Bare, only answers"];
  return [
    table(head, body),
    "",
    `Five rounds of ${measured.formsEach} forms each. Rows of one referral: ${written.join(", ")}. ${madeOn(measured)}`,
  ].join("\n");
};

const remindersInWords = (measured: z.infer<typeof reminders>): string =>
  [
    table(
      ["Reminders due at once", "Tandem", "Bare, same SQL", "Tandem beside it"],
      [
        [
          whole(measured.reminders),
          `${whole(measured.perSecond)}/s`,
          `${whole(measured.bare)}/s`,
          `${ratio(measured.ofBare)} of its rate`,
        ],
      ],
    ),
    "",
    `An urgent referral committed meanwhile was posted after ${ms(measured.pings.p50)} (median), ${ms(measured.pings.p99)} (p99 of ${measured.pings.count}). ${madeOn(measured)}`,
  ].join("\n");

const alarmsInWords = (measured: z.infer<typeof alarms>): string =>
  [
    table(
      ["Open timers", "Rebuilt after FLUSHALL", "Bare addBulk", "Times as long", "Compared, all well"],
      [
        [
          whole(measured.count),
          ms(measured.rebuilt),
          ms(measured.bare),
          ratio(measured.ofBare),
          ms(measured.compared),
        ],
      ],
    ),
    "",
    madeOn(measured),
  ].join("\n");

type Aimed = readonly [what: string, measured: string, aim: string, isMet: boolean];

const oneCaseRow = ({ events, deadlines: count, p50, p99 }: z.infer<typeof deadlines>["oneCase"]): Aimed => [
  `All ${count} deadlines of a case of ${events} events, from its events`,
  `${p50.toFixed(3)} ms (median), ${p99.toFixed(3)} ms (p99)`,
  "under 1 ms at the median",
  p50 < 1,
];

const manyCasesRows = ({ cases, decidedIn, perSecond }: z.infer<typeof deadlines>["manyCases"]): Aimed[] => [
  [`${whole(cases)} open cases folded and decided again`, ms(decidedIn), "under 10 s", decidedIn < 10_000],
  ["The same, looked up, decided and committed", `${whole(perSecond)} cases/s`, "200/s", perSecond >= 200],
];

const replayingRows = ({ steps, first, later }: z.infer<typeof deadlines>["replaying"]): Aimed[] => [
  [`A story of ${steps} steps, the whole process`, ms(later), "under 5 s", later < 5_000],
  ["The same, the very first time on a machine", ms(first), "under 5 s", first < 5_000],
];

const deadlinesInWords = (measured: z.infer<typeof deadlines>): string => {
  const { oneCase, manyCases, replaying } = measured;
  const found = [oneCaseRow(oneCase), ...manyCasesRows(manyCases), ...replayingRows(replaying)];
  const body = found.map(([what, took, aim, isMet]) => [what, took, aim, isMet ? "met" : "missed"]);
  return [table(["", "Measured", "Aim", "Is it met?"], body), "", madeOn(measured)].join("\n");
};

const workingDaysInWords = ({
  cases,
  ours,
  luxon,
  dayjs,
  ...measured
}: z.infer<typeof workingDays>): string => {
  const beside = (name: string, one: z.infer<typeof library>) => [
    name,
    `${whole(one.perSecond)}/s`,
    `${one.wrong} of ${whole(cases)}`,
    `${whole(one.times)} times`,
  ];
  const body = [
    ["Tandem", `${whole(ours.perSecond)}/s`, `${ours.wrong} of ${whole(cases)}`, ""],
    beside("luxon-business-days", luxon),
    beside("dayjs-business-time", dayjs),
  ];
  return [table(["", "Additions", "Wrong", "Tandem is faster by"], body), "", madeOn(measured)].join("\n");
};

/** One measurement as a table, or that it has not been made. */
export const inWords = (name: string, measured: unknown): string => {
  if (measured === undefined) return "Not measured yet.";
  switch (name) {
    case "referral":
      return referralInWords(referral.parse(measured));
    case "reminders":
      return remindersInWords(reminders.parse(measured));
    case "alarms":
      return alarmsInWords(alarms.parse(measured));
    case "deadlines":
      return deadlinesInWords(deadlines.parse(measured));
    case "working-days":
      return workingDaysInWords(workingDays.parse(measured));
    default:
      throw new Error(`the page speaks of ${name}, which nobody measures`);
  }
};
