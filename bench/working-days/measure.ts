import dayjs from "dayjs";
import businessTime from "dayjs-business-time";
import luxonBusinessDays, { type BusinessDateTime } from "luxon-business-days";
import { localDate } from "../../src/domain/calendar/local-date.ts";
import { buildWorkingCalendar } from "../../src/domain/calendar/working-calendar.ts";
import { addWorkingDays } from "../../src/domain/calendar/working-days.ts";
import { officialBankHolidays } from "../../test/domain/calendar/official-bank-holidays.ts";
import { median } from "../statistics.ts";
import { cases, type Case } from "./cases.ts";

const rounds = 5;
/** Ours is over too soon to be timed once. */
const ourRepeats = 100;

/** A way to add: what it starts from, made beforehand for the libraries, and the addition itself. */
type Way<From, To> = {
  readonly from: (one: Case) => From;
  readonly add: (from: From, days: number) => To;
  readonly text: (to: To) => string;
};

const calendar = buildWorkingCalendar({ firstYear: 2019, lastYear: 2040, closures: [] });

const ours: Way<string, string> = {
  from: ({ from }) => from,
  add: (from, days) => {
    const answer = addWorkingDays(calendar, localDate(from), days);
    return answer.ok ? answer.date : answer.because;
  },
  text: (to) => to,
};

const luxonWay: Way<BusinessDateTime, BusinessDateTime> = {
  from: ({ from }) => {
    const date = luxonBusinessDays.DateTime.fromISO(from, { zone: "Europe/London" });
    date.setupBusiness({ holidayMatchers: [(one) => officialBankHolidays.has(one.toISODate() ?? "")] });
    return date;
  },
  add: (from, days) => from.plusBusiness({ days }),
  text: (to) => to.toISODate() ?? "",
};

dayjs.extend(businessTime);
dayjs.setHolidays([...officialBankHolidays]);

const dayjsWay: Way<dayjs.Dayjs, dayjs.Dayjs> = {
  from: ({ from }) => dayjs(from),
  add: (from, days) => from.addBusinessDays(days),
  text: (to) => to.format("YYYY-MM-DD"),
};

const perSecond = <From, To>({ from, add }: Way<From, To>, repeats: number): number => {
  const starts = cases.map(from);
  const began = performance.now();
  for (let turn = 0; turn < repeats; turn += 1)
    for (const [at, { days }] of cases.entries()) add(starts[at] as From, days);
  return (cases.length * repeats) / ((performance.now() - began) / 1_000);
};

const wrong = <From, To>({ from, add, text }: Way<From, To>): number =>
  cases.filter((one) => text(add(from(one), one.days)) !== one.right).length;

/** Adding working days: how fast, and how often wrong, beside two libraries that are told the same bank holidays. */
export const measureWorkingDays = () => {
  const found = { ours: [] as number[], luxon: [] as number[], dayjs: [] as number[] };
  for (let turn = 0; turn < rounds; turn += 1) {
    found.ours.push(perSecond(ours, ourRepeats));
    found.luxon.push(perSecond(luxonWay, 1));
    found.dayjs.push(perSecond(dayjsWay, 1));
  }
  const times = (others: readonly number[]): number =>
    median(found.ours.map((one, at) => one / (others[at] ?? Number.NaN)));
  return {
    cases: cases.length,
    ours: { perSecond: median(found.ours), wrong: wrong(ours) },
    luxon: { perSecond: median(found.luxon), wrong: wrong(luxonWay), times: times(found.luxon) },
    dayjs: { perSecond: median(found.dayjs), wrong: wrong(dayjsWay), times: times(found.dayjs) },
  };
};
