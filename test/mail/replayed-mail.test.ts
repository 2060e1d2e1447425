import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { parseInstant } from "../../src/domain/instant.ts";
import type { RecordPaper } from "../../src/mail-ports.ts";
import { recordPdf } from "../../src/mail/record-pdf.ts";
import { createRecorder } from "../../src/replay/recorder.ts";
import { mail, rowWith } from "./mail-servers.ts";

const { mailer } = createRecorder("a story", parseInstant("2026-09-01T10:00:00+01:00"));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("an e-mail of a replay", () => {
  it("is recorded with the hash of what it says, as a real one is, and with its repeat", async () => {
    const first = await mailer.send(mail, rowWith(false, "one-key"));
    expect(first).toMatchObject({
      ok: true,
      sent: { providerId: "<one-key@replay.test>", textHash: sha256(mail.text) },
    });
    const again = await mailer.send(mail, rowWith(true, "one-key"));
    expect(again).not.toMatchObject({ sent: { textHash: sha256(mail.text) } });
  });

  it("prints the hash of a record that its real document has", async () => {
    const paper: RecordPaper = {
      ref: "K7M2-9QXD",
      title: "Planted record",
      subtitle: "Planted",
      heldAt: "2026-09-01T09:00:00.000Z",
      sections: [],
    };
    const real = await recordPdf(paper, undefined);
    expect((await mailer.recordPaper(paper, undefined)).hash).toBe(real.hash);
  });
});
