import { afterEach, describe, expect, test } from "vitest";
import { jsonSigned, now, openGate, sign, signed, signedAt, slashBody, type Gate } from "./gate.ts";

let gate: Gate;
const open = async (using: Parameters<typeof openGate>[0] = {}) => (gate = await openGate(using));
afterEach(() => gate.close());

const event = (fields: object): string => JSON.stringify({ type: "event_callback", ...fields });
const interaction = (fields: object): string =>
  `payload=${encodeURIComponent(JSON.stringify({ type: "block_actions", ...fields }))}`;

describe("what Slack signed now, for this workspace, reaches Bolt", () => {
  test.each<[string, string, (body: string) => ReturnType<typeof signed>]>([
    ["a command", slashBody, signed],
    ["a press", interaction({ team: { id: "T0COUNCIL" } }), signed],
    ["an event", event({ team_id: "T0COUNCIL" }), jsonSigned],
    [
      "Slack asking for the address",
      JSON.stringify({ type: "url_verification", challenge: "c" }),
      jsonSigned,
    ],
    ["Slack trying our certificate", "ssl_check=1&token=t", signed],
  ])("%s", async (_what, body, headers) => {
    await open();
    expect(await gate.post(headers(body), body)).toBe(200);
    expect(gate.reached.map(({ rawBody }) => rawBody.toString("utf8"))).toEqual([body]);
    expect(gate.refused).toEqual([]);
  });

  test("byte for byte, whatever the characters", async () => {
    await open();
    const body = event({ team_id: "T0COUNCIL", text: "Zoë Ó Súilleabháin عربي 👩‍👧 \u0000 \\u00e9" });
    const bytes = Buffer.concat([Buffer.from(body), Buffer.from("\r\n\t ")]);
    expect(await gate.post({ ...jsonSigned(""), "x-slack-signature": sign(bytes) }, bytes)).toBe(200);
    expect(gate.reached[0]?.rawBody.equals(bytes)).toBe(true);
  });

  test("bytes that are no text are handed on as they are", async () => {
    await open();
    const bytes = Buffer.concat([Buffer.from(`${slashBody}x`), Buffer.from([0xff, 0xfe, 0x80])]);
    expect(await gate.post(signed(bytes), bytes)).toBe(200);
    expect(gate.reached[0]?.rawBody.equals(bytes)).toBe(true);
  });

  test("an installation for a whole organisation sends no team", async () => {
    await open({ teamId: "E0COUNTY" });
    const press = interaction({ team: null, enterprise: { id: "E0COUNTY" } });
    expect(await gate.post(signed(press), press)).toBe(200);
    const other = interaction({ team: null, enterprise: { id: "E0OTHER" } });
    expect(await gate.post(signed(other), other)).toBe(403);
    const command = "command=%2Freferral&team_id=T0ANY&enterprise_id=E0COUNTY";
    expect(await gate.post(signed(command), command)).toBe(200);
  });

  test("a path may have a query, and each installation has its own", async () => {
    await open();
    expect(await gate.post(signed(slashBody), slashBody, "/slack/council/events?a=1")).toBe(200);
    expect(gate.reached[0]?.url).toBe("/slack/council/events?a=1");
    const police = slashBody.replace("T0COUNCIL", "T0POLICE");
    expect(await gate.post(signed(police), police, "/slack/police/events")).toBe(200);
  });
});

describe("what is not, is refused and counted by its reason", () => {
  const expectRefused = async (
    headers: ReturnType<typeof signed>,
    body: string,
    status: number,
    because: string,
  ) => {
    expect(await gate.post(headers, body)).toBe(status);
    expect(gate.refused).toEqual([`council ${because}`]);
    expect(gate.reached).toEqual([]);
    expect(gate.faults).toEqual([]);
  };

  test.each<[string, ReturnType<typeof signed>, string]>([
    ["no signature and no time", { "content-type": "application/json" }, "unsigned"],
    ["no signature", { "x-slack-request-timestamp": String(now) }, "unsigned"],
    ["no time", { "x-slack-signature": sign(slashBody) }, "unsigned"],
    ["a time in words", signed(slashBody, { "x-slack-request-timestamp": "now" }), "unsigned"],
    ["a negative time", signed(slashBody, { "x-slack-request-timestamp": "-1" }), "unsigned"],
    ["a time in another notation", signed(slashBody, { "x-slack-request-timestamp": "1.7e9" }), "unsigned"],
    [
      "another secret",
      signed(slashBody, { "x-slack-signature": sign(slashBody, now, "other") }),
      "bad-signature",
    ],
    ["another body", signed(`${slashBody}x`), "bad-signature"],
    [
      "a part of the signature",
      signed(slashBody, { "x-slack-signature": sign(slashBody).slice(0, 20) }),
      "bad-signature",
    ],
    ["an empty signature", signed(slashBody, { "x-slack-signature": "" }), "bad-signature"],
    [
      "letters of two bytes in it",
      signed(slashBody, { "x-slack-signature": sign(slashBody).replace(/..$/, "éé") }),
      "bad-signature",
    ],
    [
      "the signature in capitals",
      signed(slashBody, { "x-slack-signature": sign(slashBody).toUpperCase() }),
      "bad-signature",
    ],
    [
      "a time that it was not signed for",
      signed(slashBody, { "x-slack-request-timestamp": String(now - 1) }),
      "bad-signature",
    ],
    ["a time 301 s ago", signedAt(slashBody, now - 301), "too-old"],
    ["the year 1970", signedAt(slashBody, 0), "too-old"],
    ["a time 301 s ahead", signedAt(slashBody, now + 301), "future-dated"],
    ["a time an hour ahead", signedAt(slashBody, now + 3_600), "future-dated"],
    ["a time ten years ahead", signedAt(slashBody, now + 315_360_000), "future-dated"],
    [
      "the signature twice",
      signed(slashBody, { "x-slack-signature": [sign(slashBody), sign(slashBody)] }),
      "bad-signature",
    ],
    [
      "the time twice",
      signed(slashBody, { "x-slack-request-timestamp": [String(now), String(now)] }),
      "unsigned",
    ],
  ])("%s", async (_what, headers, because) => {
    await open();
    await expectRefused(headers, slashBody, 401, because);
  });

  test.each([-300, 300])("exactly %d s is still in time", async (seconds) => {
    await open();
    expect(await gate.post(signedAt(slashBody, now + seconds), slashBody)).toBe(200);
  });

  test.each<[string, string, (body: string) => ReturnType<typeof signed>]>([
    ["JSON that breaks off", '{"type":"event_callback"', jsonSigned],
    ["nothing", "", jsonSigned],
    ["JSON's null", "null", jsonSigned],
    ["a number", "5", jsonSigned],
    ["a list", "[]", jsonSigned],
    ["a form as JSON", slashBody, jsonSigned],
    ["JSON as a form", event({ team_id: "T0COUNCIL" }), signed],
    ["a form without payload or team", "a=b", signed],
    ["a payload that breaks off", "payload=%7B", signed],
    ["a payload that is a word", "payload=%22x%22", signed],
    ["a payload without a team", interaction({}), signed],
    ["a team without an id", interaction({ team: { domain: "council" } }), signed],
    ["a team whose id is a list", interaction({ team: { id: ["T0COUNCIL"] } }), signed],
  ])("malformed: %s", async (_what, body, headers) => {
    await open();
    await expectRefused(headers(body), body, 400, "malformed");
  });

  test.each<[string, string, (body: string) => ReturnType<typeof signed>]>([
    ["a command", slashBody.replace("T0COUNCIL", "T0POLICE"), signed],
    ["a press", interaction({ team: { id: "T0POLICE" } }), signed],
    ["an event", event({ team_id: "T0OTHER" }), jsonSigned],
    ["an organisation", event({ enterprise_id: "E0OTHER" }), jsonSigned],
  ])("from another workspace: %s", async (_what, body, headers) => {
    await open();
    await expectRefused(headers(body), body, 403, "wrong-workspace");
  });

  test("the same request again", async () => {
    await open();
    expect(await gate.post(signed(slashBody), slashBody)).toBe(200);
    expect(await gate.post(signed(slashBody), slashBody)).toBe(409);
    expect(gate.refused).toEqual(["council replayed"]);
    expect(gate.reached).toHaveLength(1);
  });

  test("a forged request does not use up the signature of the real one", async () => {
    await open();
    expect(await gate.post(signed(slashBody), `${slashBody}&x=1`)).toBe(401);
    expect(await gate.post(signed(slashBody), slashBody)).toBe(200);
  });

  test("a memory that cannot say lets it pass, because the database still decides", async () => {
    await open({ replays: { firstTime: () => Promise.resolve(undefined) } });
    expect(await gate.post(signed(slashBody), slashBody)).toBe(200);
    expect(await gate.post(signed(slashBody), slashBody)).toBe(200);
    expect(gate.reached).toHaveLength(2);
  });

  test("a memory of two installations keeps them apart", async () => {
    const asked: string[] = [];
    await open({ replays: { firstTime: (key) => Promise.resolve(asked.push(key) > 0) } });
    await gate.post(signed(slashBody), slashBody);
    expect(asked).toEqual([`council:${sign(slashBody)}`]);
  });
});

describe("a fault behind the gate", () => {
  test("thrown at once is answered 500, and the next request is served", async () => {
    const fault = new Error("a bug");
    await open({
      listener: () => {
        throw fault;
      },
    });
    expect(await gate.post(signed(slashBody), slashBody)).toBe(500);
    expect(gate.faults).toEqual([fault]);
    expect((await gate.ask("GET", "/healthz")).status).toBe(200);
  });

  test("after the answer began ends the connection instead of leaving it open", async () => {
    await open({
      listener: (_request, response) => {
        response.writeHead(200, { "content-length": "10" }).write("half");
        throw new Error("a bug");
      },
    });
    await expect(gate.post(signed(slashBody), slashBody)).rejects.toThrow(/aborted|hang up/);
    expect(gate.faults).toHaveLength(1);
  });

  test("of the memory is one too, and nothing reaches Bolt", async () => {
    await open({ replays: { firstTime: () => Promise.reject(new Error("a bug")) } });
    expect(await gate.post(signed(slashBody), slashBody)).toBe(500);
    expect(gate.reached).toEqual([]);
  });
});
