import { describe, expect, it } from "vitest";
import { readReport } from "../../src/mail/read-report.ts";
import { deliveryReport, perRecipient } from "../support/delivery-report.ts";

const key = "01a205fc-94e0-70f6-9823-b27166fa74b8";

const report = (...parts: Parameters<typeof deliveryReport>): Buffer => Buffer.from(deliveryReport(...parts));
const byEnvelope = ["Reporting-MTA: dns; mx.police.example", `Original-Envelope-Id: ${key}`];

describe("a delivery report", () => {
  it.each([
    ["failed", "failed"],
    ["delayed", "delayed"],
    ["delivered", "delivered"],
    ["relayed", "relayed"],
    ["expanded", "relayed"],
    ["Failed", "failed"],
  ])("that says %s is read as %s, by our envelope id", async (action, outcome) => {
    const read = await readReport(report([...byEnvelope, ...perRecipient(action, "5.1.1")]));
    expect(read).toEqual({ key, outcome, status: "5.1.1" });
  });

  it("of a server that keeps no envelope id is known by the Message-ID of what it returns", async () => {
    const returned = ["Subject: K7M2-9QXD", `Message-ID: <${key}@council.example>`];
    const read = await readReport(
      report(["Reporting-MTA: dns; mx.police.example", ...perRecipient("failed", "5.2.2 (full)")], returned),
    );
    expect(read).toEqual({ key, outcome: "failed", status: "5.2.2" });
  });

  it("of which a part failed is a failure", async () => {
    const parts = [...perRecipient("delivered", "2.0.0"), ...perRecipient("failed", "5.1.1")];
    expect(await readReport(report([...byEnvelope, ...parts]))).toMatchObject({ outcome: "failed" });
  });
});

describe("what is no report of ours is not taken for one", () => {
  it.each<[string, Buffer]>([
    ["nothing", Buffer.from("")],
    ["an ordinary mail", Buffer.from(`Subject: Re: ${key}\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n`)],
    ["a report without an action", report(byEnvelope)],
    ["a report of an action that there is not", report([...byEnvelope, ...perRecipient("eaten", "5.1.1")])],
    [
      "a report of somebody else's mail",
      report(["Original-Envelope-Id: QQ314159", ...perRecipient("failed", "5.1.1")]),
    ],
    ["bytes that are no message", Buffer.from([0, 255, 254, 13, 10, 0, 1, 2])],
    ["a message of six million bytes", Buffer.alloc(6_000_000, 97)],
  ])("%s", async (_what, message) => {
    expect(await readReport(message)).toBeUndefined();
  });
});
