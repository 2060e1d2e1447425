import { isIP } from "node:net";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { Reached } from "./classify-mail-fault.ts";
import { usualLimits, type MailServer } from "./mail-server.ts";

export type HandedOver =
  | { readonly ok: true }
  | { readonly ok: false; readonly fault: unknown; readonly reached: Reached };

export type Letter = {
  readonly from: string;
  readonly to: string;
  /** Comes back in a delivery report: our row's opaque key. */
  readonly envelopeId: string;
  readonly message: Buffer;
};

const isLoopback = (host: string): boolean => host === "127.0.0.1" || host === "::1" || host === "localhost";

const security = ({ host, implicitTls, plainOnLoopback, trusted }: MailServer) => {
  if (plainOnLoopback === true) {
    if (!isLoopback(host)) throw new Error("mail without TLS goes to this machine alone");
    return { secure: false, ignoreTLS: true };
  }
  const names = isIP(host) === 0 ? { servername: host } : {};
  const tls = { rejectUnauthorized: true, minVersion: "TLSv1.2" as const, ...names };
  return {
    secure: implicitTls,
    requireTLS: true,
    tls: trusted === undefined ? tls : { ...tls, ca: trusted },
  };
};

const openTo = (server: MailServer): SMTPConnection => {
  const { connecting, silence } = server.limits ?? usualLimits;
  return new SMTPConnection({
    host: server.host,
    port: server.port,
    ...security(server),
    connectionTimeout: connecting,
    greetingTimeout: connecting,
    dnsTimeout: connecting,
    socketTimeout: silence,
    socketCloseTimeout: 0,
  });
};

const told = (work: (done: (fault?: Error | null) => void) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    work((fault) => (fault === undefined || fault === null ? resolve() : reject(fault)));
  });

/** Delivery reports are asked for: those who know them send one; of the message they send back the headers alone. */
const envelopeOf = ({ from, to, envelopeId }: Letter) => ({
  from,
  to: [to],
  dsn: { id: envelopeId, return: "headers", notify: ["success", "failure", "delay"] },
});

const signIn = async (connection: SMTPConnection, { login }: MailServer): Promise<void> => {
  await told((done) => connection.connect(done));
  if (login !== undefined)
    await told((done) =>
      connection.login({ user: login.user, pass: login.password }, (fault) => done(fault)),
    );
};

const session = async (connection: SMTPConnection, server: MailServer, letter: Letter, content: Readable) => {
  await signIn(connection, server);
  await told((done) => connection.send(envelopeOf(letter), content, (fault) => done(fault)));
};

/** Fails when the connection does, or when the whole has lasted too long. */
const broken = (connection: SMTPConnection, within: number) => {
  let timer: NodeJS.Timeout | undefined;
  const fails = new Promise<never>((_resolve, reject) => {
    connection.once("error", reject);
    timer = setTimeout(() => reject(Object.assign(new Error("too long"), { code: "ETOOLONG" })), within);
  });
  return { fails, clear: (): void => clearTimeout(timer) };
};

/**
 * Hands one letter to the mail server in a session of its own. It says whether any of the message had left when it failed:
 * the server asks for it by 354, and until then nothing of the case has gone anywhere.
 */
export const handOver = async (server: MailServer, letter: Letter): Promise<HandedOver> => {
  let reached: Reached = "before the message";
  const content = new Readable({
    read() {
      reached = "the message";
      this.push(letter.message);
      this.push(null);
    },
  });
  const connection = openTo(server);
  const end = broken(connection, (server.limits ?? usualLimits).whole);
  try {
    await Promise.race([session(connection, server, letter, content), end.fails]);
    return { ok: true };
  } catch (fault) {
    return { ok: false, fault, reached };
  } finally {
    end.clear();
    // What fails once it is over is nobody's concern, and without a listener it would end the process.
    connection.on("error", () => undefined);
    connection.close();
  }
};

/** Whether the server can be reached over TLS and lets us in. Nothing is sent. */
export const reachServer = async (server: MailServer): Promise<true> => {
  const connection = openTo(server);
  const end = broken(connection, (server.limits ?? usualLimits).whole);
  try {
    await Promise.race([signIn(connection, server), end.fails]);
    return true;
  } finally {
    end.clear();
    connection.on("error", () => undefined);
    connection.close();
  }
};
