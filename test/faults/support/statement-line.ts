import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** What becomes of the connections when a statement passes: nothing, or all of them break. */
export type AtStatement = "pass" | "break before it is sent" | "break once it is done";

export type StatementLine = {
  readonly port: number;
  /** Asks about every statement from now on, with its words. */
  readonly watch: (asked: (statement: string) => AtStatement) => void;
  readonly ignore: () => void;
  /** Breaks every connection; the next one is let through. */
  readonly breakAll: () => void;
  /** Breaks every connection and refuses new ones. */
  readonly cut: () => void;
  readonly close: () => Promise<void>;
};

/** Cuts PostgreSQL's stream into its messages. The first that a client sends has no letter in front. */
const eachMessage = (untypedFirst: boolean, seen: (type: string, body: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let untyped = untypedFirst;
  return (data: Buffer): void => {
    rest = rest.length === 0 ? data : Buffer.concat([rest, data]);
    for (;;) {
      const start = untyped ? 0 : 1;
      if (rest.length < start + 4) return;
      const end = start + rest.readInt32BE(start);
      if (rest.length < end) return;
      if (!untyped) seen(String.fromCharCode(rest[0] ?? 0), rest.subarray(5, end));
      untyped = false;
      rest = rest.subarray(end);
    }
  };
};

const firstText = (body: Buffer, from = 0): string => body.toString("utf8", from, body.indexOf(0, from));

/** A statement goes to PostgreSQL as a simple query, or parsed, then bound and executed: 'Q', or 'P' and 'B'. */
const eachStatement = (seen: (words: string) => void) => {
  let parsed = "";
  return eachMessage(true, (type, body) => {
    if (type === "P") parsed = firstText(body, body.indexOf(0) + 1);
    if (type === "Q") seen(firstText(body));
    if (type === "B") seen(parsed);
  });
};

const isReady = "Z";

/** A line to PostgreSQL that knows where one statement ends and the next begins, and can break there. */
export const openStatementLine = async (to: {
  readonly host: string;
  readonly port: number;
}): Promise<StatementLine> => {
  let isCut = false;
  const pass = (): AtStatement => "pass";
  let asked: (statement: string) => AtStatement = pass;
  const pairs = new Map<Socket, Socket>();
  const breakAll = (): void => {
    for (const [near, far] of pairs) {
      near.destroy();
      far.destroy();
    }
    pairs.clear();
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(to.port, to.host);
    pairs.set(near, far);
    let breaksWhenReady = false;
    const sent = eachStatement((statement) => {
      const now = asked(statement);
      if (now === "break before it is sent") breakAll();
      if (now === "break once it is done") breaksWhenReady = true;
    });
    const answered = eachMessage(false, (type) => {
      if (type === isReady && breaksWhenReady) breakAll();
    });
    near.on("data", (data) => {
      sent(data);
      if (!far.destroyed) far.write(data);
    });
    far.on("data", (data) => {
      answered(data);
      if (!near.destroyed) near.write(data);
    });
    const end = (): void => {
      near.destroy();
      far.destroy();
      pairs.delete(near);
    };
    for (const side of [near, far]) side.setNoDelay(true).on("error", end).on("close", end);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => {
    isCut = true;
    breakAll();
  };
  return {
    port: (server.address() as AddressInfo).port,
    watch: (next) => void (asked = next),
    ignore: () => void (asked = pass),
    breakAll,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
