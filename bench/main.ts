import { measureAlarms } from "./alarms/measure.ts";
import { measureDeadlines } from "./deadlines/measure.ts";
import { openPlaces, type Places } from "./places.ts";
import { measureReferral } from "./referral/measure.ts";
import { measureReminders } from "./reminders/measure.ts";
import { report } from "./report.ts";
import { measureWorkingDays } from "./working-days/measure.ts";

const benches = {
  referral: measureReferral,
  reminders: measureReminders,
  alarms: measureAlarms,
  deadlines: measureDeadlines,
  "working-days": () => Promise.resolve(measureWorkingDays()),
} satisfies Record<string, (places: Places) => Promise<object>>;

type Name = keyof typeof benches;

const isName = (text: string): text is Name => Object.hasOwn(benches, text);

const wanted = (): readonly Name[] => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((one) => !isName(one));
  if (unknown !== undefined)
    throw new Error(`there is no measurement ${unknown}, only: ${Object.keys(benches).join(", ")}`);
  return asked.length === 0 ? (Object.keys(benches) as Name[]) : asked.filter(isName);
};

const names = wanted();
const places = await openPlaces();
try {
  for (const name of names) {
    console.log(`Measuring ${name}.`);
    await report(places, name, await benches[name](places));
  }
  console.log("Written to docs/measurements.md and docs/measurements.json.");
} finally {
  await places.close();
}
