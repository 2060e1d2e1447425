import { afterEach, describe, expect, it } from "vitest";
import { addressIn, messageIdFor } from "../../src/mail/mail-server.ts";
import {
  mail,
  mailerFor,
  plainUntil,
  rowWith,
  serverAt,
  startMailServer,
  startScripted,
  trusted,
} from "./mail-servers.ts";

const running: { readonly stop: () => Promise<void> }[] = [];
const kept = <T extends { readonly stop: () => Promise<void> }>(one: T): T => {
  running.push(one);
  return one;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
});

const plainly = (port: number) => serverAt(port, { plainOnLoopback: true });
const refusing = (code: number) => Object.assign(new Error("no such mailbox"), { responseCode: code });

describe("a mail server that takes a mail", () => {
  it("has it over TLS, under a Message-ID of the row's key, asked for a report, and marked as automatic", async () => {
    const server = kept(await startMailServer());
    const row = rowWith();
    const outcome = await mailerFor(serverAt(server.port)).send(mail, row);
    expect(outcome).toMatchObject({ ok: true, sent: { providerId: `<${row.key}@council.example>` } });
    expect(server.taken).toHaveLength(1);
    expect(server.taken[0]).toContain(`Message-ID: <${row.key}@council.example>`);
    expect(server.taken[0]).toContain("Auto-Submitted: auto-generated");
    expect(server.taken[0]).toContain("From: Tandem <tandem@council.example>");
    expect(server.envelopes[0]).toMatchObject({
      from: "tandem@council.example",
      to: "unit@police.example",
      args: { dsn: { ret: "HDRS", envid: row.key } },
    });
  });

  it("has it over TLS from the first byte where that is how it listens", async () => {
    const server = kept(await startMailServer({ secure: true }));
    const outcome = await mailerFor(serverAt(server.port, { implicitTls: true })).send(mail, rowWith());
    expect(outcome.ok).toBe(true);
  });

  it("has the password over TLS, and without the right one nothing", async () => {
    const asked: string[] = [];
    const server = kept(
      await startMailServer({
        authOptional: false,
        onAuth: ({ username, password }, { secure }, done) => {
          asked.push(`${username}, ${secure ? "over TLS" : "in the clear"}`);
          return password === "planted" ? done(null, { user: username }) : done(new Error("no"));
        },
      }),
    );
    const signedIn = (password: string) => serverAt(server.port, { login: { user: "tandem", password } });
    expect((await mailerFor(signedIn("planted")).send(mail, rowWith())).ok).toBe(true);
    const refused = await mailerFor(signedIn("wrong")).send(mail, rowWith());
    expect(refused).toMatchObject({ ok: false, kind: "retry", error: "smtp_535" });
    expect(new Set(asked)).toEqual(new Set(["tandem, over TLS"]));
  });

  it("gets the same Message-ID again for a repeat, which says that it is one", async () => {
    const server = kept(await startMailServer());
    const mailer = mailerFor(serverAt(server.port));
    const first = await mailer.send(mail, rowWith(false, "one-key"));
    const again = await mailer.send(mail, rowWith(true, "one-key"));
    expect(again.ok && first.ok && again.sent.providerId === first.sent.providerId).toBe(true);
    expect(server.taken.map((text) => text.includes("Repeat: this may have reached you before."))).toEqual([
      false,
      true,
    ]);
  });
});

describe("a mail server that does not take a mail", () => {
  it("refuses the connection: later", async () => {
    const gone = await startMailServer();
    await gone.stop();
    const outcome = await mailerFor(serverAt(gone.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry" });
  });

  it("refuses the recipient: never again", async () => {
    const server = kept(await startMailServer({ onRcptTo: (_to, _session, done) => done(refusing(550)) }));
    const outcome = await mailerFor(serverAt(server.port)).send(mail, rowWith());
    expect(outcome).toEqual({ ok: false, kind: "permanent", error: "smtp_550" });
  });

  it("asks for patience before it takes anything from somebody new: later, and then it takes it", async () => {
    let asked = 0;
    const server = kept(
      await startMailServer({
        onRcptTo: (_to, _session, done) => ((asked += 1) === 1 ? done(refusing(451)) : done()),
      }),
    );
    const mailer = mailerFor(serverAt(server.port));
    expect(await mailer.send(mail, rowWith())).toMatchObject({ kind: "retry", error: "smtp_451" });
    expect(await mailer.send(mail, rowWith())).toMatchObject({ ok: true });
  });

  it("refuses what it says once it has read it: never again", async () => {
    const server = kept(
      await startMailServer({
        onData: (stream, _session, done) => {
          stream.resume();
          stream.on("end", () => done(refusing(554)));
        },
      }),
    );
    const outcome = await mailerFor(serverAt(server.port)).send(mail, rowWith());
    expect(outcome).toEqual({ ok: false, kind: "permanent", error: "smtp_554" });
  });

  it("is closed for now: later, though it says 554", async () => {
    const server = kept(await startScripted((_line, socket) => socket.end("554 no service here\r\n")));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry" });
  });

  it.each(["", "not an address", "a@b.example>\r\nRCPT TO:<c@d.example"])(
    "is never asked about an address that is none (%j)",
    async (address) => {
      const server = kept(await startMailServer());
      const outcome = await mailerFor(serverAt(server.port)).send({ ...mail, to: { address } }, rowWith());
      expect(outcome).toMatchObject({ ok: false, kind: "permanent" });
      expect(server.taken).toEqual([]);
    },
  );
});

describe("a mail server that goes silent or goes away", () => {
  it("says nothing at all: later, within the time-out", async () => {
    const server = kept(await startScripted(() => undefined));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry", error: "etimedout" });
  });

  it("stalls before it asks for the message: later, for nothing of it had left", async () => {
    const server = kept(await startScripted(plainUntil("DATA", () => undefined)));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry", error: "etimedout" });
    expect(server.heard.join("\n")).not.toContain("960501");
  });

  it("goes away before it asks for the message: later", async () => {
    const server = kept(await startScripted(plainUntil("DATA", (socket) => socket.destroy())));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry" });
  });

  it("stalls once it has the message: nobody knows, so it goes again", async () => {
    const server = kept(await startScripted(plainUntil("message", () => undefined)));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "unknown", error: "etimedout" });
    expect(server.heard.join("\n")).toContain("960501");
  });

  it("goes away once it has the message: nobody knows, so it goes again", async () => {
    const server = kept(await startScripted(plainUntil("message", (socket) => socket.destroy())));
    const outcome = await mailerFor(plainly(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "unknown" });
  });

  it("drips a byte now and then: given up in good time, before another sender may take the row", async () => {
    const server = kept(
      await startScripted((line, socket) => {
        if (line !== "CONNECT") return;
        const drip = setInterval(() => socket.write("220-still here\r\n"), 300);
        socket.on("close", () => clearInterval(drip));
      }),
    );
    const limits = { connecting: 60_000, silence: 60_000, whole: 2_000 };
    const outcome = await mailerFor({ ...plainly(server.port), limits }).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry", error: "etoolong" });
  });
});

describe("a mail server that cannot be trusted", () => {
  it("offers no TLS: nothing is said to it", async () => {
    const server = kept(await startMailServer({ hideSTARTTLS: true, disabledCommands: ["STARTTLS"] }));
    const outcome = await mailerFor(serverAt(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry" });
    expect(server.taken).toEqual([]);
  });

  it("shows the certificate of another: nothing is said to it", async () => {
    const server = kept(await startMailServer({}, "elsewhere"));
    const outcome = await mailerFor(serverAt(server.port)).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry", error: "err_tls_cert_altname_invalid" });
    expect(server.taken).toEqual([]);
  });

  it("shows a certificate that nobody known has signed: nothing is said to it", async () => {
    const server = kept(await startMailServer());
    const { trusted: _none, ...usual } = serverAt(server.port);
    const outcome = await mailerFor(usual).send(mail, rowWith());
    expect(outcome).toMatchObject({ ok: false, kind: "retry", error: "unable_to_verify_leaf_signature" });
    expect(server.taken).toEqual([]);
  });

  it("is never spoken to in the clear unless it is this machine", async () => {
    const far = serverAt(25, { host: "mail.council.example", plainOnLoopback: true });
    await expect(mailerFor(far).send(mail, rowWith())).rejects.toThrow("this machine alone");
    expect(trusted).toContain("CERTIFICATE");
  });
});

describe("a Message-ID", () => {
  it("is the row's key at the domain of who the mail is from, and nothing else", () => {
    expect(addressIn("Tandem <tandem@council.example>")).toBe("tandem@council.example");
    expect(addressIn("tandem@council.example")).toBe("tandem@council.example");
    expect(messageIdFor("k", "Tandem <tandem@council.example>")).toBe("<k@council.example>");
  });
});
