import { networkInterfaces } from "node:os";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { refusalOf, seedOf, setStage, type Stage } from "./bot.ts";

describe("two simulated workspaces at once", () => {
  let council: Stage;
  let police: Stage;

  beforeAll(async () => {
    [council, police] = await Promise.all([setStage("council", "C"), setStage("police", "P")]);
  });
  afterAll(async () => {
    await Promise.all([council.close(), police.close()]);
  });

  test("each shows the team, bot, people and channels of its own seed and no others", async () => {
    for (const { workspace, bot } of [council, police]) {
      const { seed } = workspace;
      const me = await bot.app.client.auth.test();
      expect(me).toMatchObject({ ok: true, team_id: seed.teamId, user_id: seed.botUserId, team: seed.name });
      const users = await bot.app.client.users.list({});
      expect(users.members?.map((member) => member.id)).toEqual([
        ...seed.people.map(({ id }) => id),
        seed.botUserId,
      ]);
      const channels = await bot.app.client.conversations.list({ types: "public_channel,private_channel" });
      expect(channels.channels?.map(({ id }) => id).toSorted()).toEqual(
        seed.channels.map(({ id }) => id).toSorted(),
      );
      expect(JSON.stringify([me, users, channels])).not.toMatch(/T000000001|U000000001/);
    }
  });

  test("channel members are the people and the bot", async () => {
    for (const { id } of council.workspace.seed.channels) {
      const { members } = await council.bot.app.client.conversations.members({ channel: id });
      expect(members?.toSorted()).toEqual(["UCBOT00001", "UCFIRST001", "UCSECOND01"]);
    }
  });

  test("a message stays in its own workspace", async () => {
    const text = `from <@${council.first}>`;
    const posted = await council.bot.app.client.chat.postMessage({ channel: council.duty, text });
    expect(posted.channel).toBe(council.duty);
    const [message] = await council.workspace.messages(council.duty);
    expect(message).toMatchObject({ text, user: "UCBOT00001", ts: posted.ts, isEdited: false });
    expect(message?.raw).toMatchObject({ bot_id: "BCBOT00001", app_id: "ACAPP00001" });
    expect(await police.workspace.messages(police.duty)).toEqual([]);
    expect(await refusalOf(police.bot.app.client.chat.postMessage({ channel: council.duty, text }))).toBe(
      "channel_not_found",
    );
  });

  test("a token of the other workspace is refused", async () => {
    const call = police.bot.app.client.auth.test({ token: "xoxb-council" });
    expect(await refusalOf(call)).toBe("invalid_auth");
  });

  test("only the loopback address is open", async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === "IPv4" && !address.internal);
    if (!outside) return;
    const port = Number(new URL(council.workspace.apiUrl).port);
    await expect(open(outside.address, port)).rejects.toThrow(/ECONNREFUSED/);
  });
});

test("people whose names clash with each other are refused", async () => {
  const { startWorkspace } = await import("../../simulator/workspace.ts");
  const seed = seedOf("council", "C");
  const twin = { id: "UCTWIN0001", name: "first", realName: "Demo Namesake" };
  await expect(startWorkspace({ ...seed, people: [...seed.people, twin] })).rejects.toThrow(/unique/);
});

function open(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => {
      socket.destroy();
      resolve();
    });
    socket.on("error", reject);
  });
}
