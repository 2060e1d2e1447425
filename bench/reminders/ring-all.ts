import { timerJob } from "../../src/queue/alarms.ts";
import type { Services } from "../../src/services.ts";

const atOnce = 1_000;

/** Sets an alarm for every open timer, and waits until Redis has them all. */
export const ringAll = async ({ context, redis }: Services): Promise<void> => {
  let after = "";
  for (;;) {
    const page = await context.timers.open(after, atOnce);
    await redis.alarms.add(
      "timers",
      page.map((timer) => timerJob({ ...timer, revision: 0 }, context.clock)),
    );
    after = page.at(-1)?.id ?? "";
    if (page.length < atOnce) return;
  }
};
