import { readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { fileURLToPath } from "node:url";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { systemIds } from "../../src/services.ts";
import { wallClock } from "../../src/clock.ts";
import type { ComposedMail } from "../../src/mail-ports.ts";
import type { MailServer } from "../../src/mail/mail-server.ts";
import { createMailer } from "../../src/mail/smtp-mailer.ts";
import type { OutboxItem } from "../../src/ports.ts";

const fileOf = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/mail-tls/${name}`, import.meta.url));
const pem = (name: string): string => readFileSync(fileOf(name), "utf8");

/** Where the authority that signed the certificates of these servers is, for a process of its own. */
export const trustedFile = fileOf("ca.pem");

/** The authority that signed the certificates of these servers. */
export const trusted = pem("ca.pem");

export type Running = {
  readonly port: number;
  /** Every mail that was taken over, as it came. */
  readonly taken: string[];
  /** What was said of each mail before it came. */
  readonly envelopes: { readonly from: string; readonly to: string; readonly args: unknown }[];
  readonly stop: () => Promise<void>;
};

const listening = (server: SMTPServer): Promise<number> =>
  new Promise((resolve) => {
    const inner = server.listen(0, "127.0.0.1", () => resolve((inner.address() as AddressInfo).port));
  });

/** A real mail server on loopback, with a certificate for loopback unless it is given another. */
export const startMailServer = async (
  options: SMTPServerOptions = {},
  certificate: "loopback" | "elsewhere" = "loopback",
): Promise<Running> => {
  const taken: string[] = [];
  const envelopes: Running["envelopes"] = [];
  const server = new SMTPServer({
    key: pem(`${certificate}.key`),
    cert: pem(`${certificate}.pem`),
    authOptional: true,
    disabledCommands: [],
    hideDSN: false,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        taken.push(Buffer.concat(parts).toString("utf8"));
        const { mailFrom, rcptTo } = session.envelope;
        envelopes.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo[0]?.address ?? "",
          args: { ...session.envelope },
        });
        done();
      });
    },
    ...options,
  });
  // A client that goes away in the middle is what these servers are for.
  server.on("error", () => undefined);
  const port = await listening(server);
  return { port, taken, envelopes, stop: () => new Promise((resolve) => server.close(() => resolve())) };
};

/** A server that says whatever a script makes it say, down to the byte. */
export const startScripted = async (
  script: (line: string, socket: Socket) => void,
): Promise<Pick<Running, "port" | "stop"> & { readonly heard: string[] }> => {
  const heard: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    let rest = "";
    script("CONNECT", socket);
    socket.on("data", (bytes) => {
      const lines = (rest + String(bytes)).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        heard.push(line);
        script(line, socket);
      }
    });
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { port, heard, stop };
};

/** A server that speaks plainly, up to the point where it does something else. */
export const plainUntil = (
  what: "DATA" | "message",
  then: (socket: Socket) => void,
): ((line: string, socket: Socket) => void) => {
  let inMessage = false;
  return (line, socket) => {
    if (line === "CONNECT") socket.write("220 loopback\r\n");
    else if (inMessage) {
      if (line === ".") then(socket);
    } else if (line.startsWith("EHLO")) socket.write("250 loopback\r\n");
    else if (line.startsWith("DATA")) {
      if (what === "DATA") then(socket);
      else {
        inMessage = true;
        socket.write("354 go on\r\n");
      }
    } else socket.write("250 well\r\n");
  };
};

export const mail: ComposedMail = {
  to: { address: "unit@police.example", name: "Unit" },
  content: "minimised",
  subject: "K7M2-9QXD: a step, Fictown",
  text: "Ring 01632 960501.",
  attachments: [],
};

const { next } = systemIds(wallClock);

/** As much of a row as a mailer reads. */
export const rowWith = (mayHaveBeenSent = false, key = next()): OutboxItem =>
  ({ key, mayHaveBeenSent }) as OutboxItem;

export const serverAt = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: "127.0.0.1",
  port,
  implicitTls: false,
  from: "Tandem <tandem@council.example>",
  trusted,
  limits: { connecting: 1_500, silence: 1_500, whole: 4_000 },
  ...more,
});

export const mailerFor = (server: MailServer) =>
  createMailer({ server, passphrases: new Map(), clock: wallClock });
