import { defineConfig } from "vitest/config";
import { faultCount, tallyFolder } from "./test/faults/support/whole-count.ts";

/** These folders need PostgreSQL, Redis or a while; everything else in test/ runs without any service. */
const integration = [
  "store",
  "journeys",
  "simulator",
  "contracts",
  "queue",
  "handlers",
  "faults",
  "watching",
  "cli",
  "scenarios",
].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    reporters: [faultCount, "default"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Deliberately neither London nor UTC: nothing may lean on the machine's zone.
    env: { TZ: "America/New_York" },
    projects: [
      { extends: true, test: { name: "unit", include: ["test/**/*.test.ts"], exclude: integration } },
      {
        extends: true,
        test: {
          name: "integration",
          include: integration,
          globalSetup: ["test/support/services.ts"],
          provide: { faultTally: tallyFolder },
        },
      },
    ],
  },
});
