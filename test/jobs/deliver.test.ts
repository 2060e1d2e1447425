import { describe, expect, test } from "vitest";
import { deliverJob } from "../../jobs/deliver.ts";
import { watchedContext } from "./context-of-jobs.ts";

describe("a job", () => {
  test("sends the message that it names", async () => {
    const { context, asked } = watchedContext();
    expect(await deliverJob(context)({ data: { outbox: "o1" } })).toBe("done");
    expect(asked).toEqual(["o1"]);
  });

  test.each([{}, undefined, null, { outbox: "" }, { outbox: 5 }, { outbox: null }, "o1", []])(
    "whose data was lost (%j) does nothing: the sweeper finds its row",
    async (data) => {
      const { context, asked } = watchedContext();
      expect(await deliverJob(context)({ data })).toBe("no data");
      expect(asked).toEqual([]);
    },
  );

  test("hands on what went wrong, so that it is counted", async () => {
    const { context } = watchedContext({ lease: () => Promise.reject(new Error("the database is away")) });
    await expect(deliverJob(context)({ data: { outbox: "o1" } })).rejects.toThrow("the database is away");
  });
});
