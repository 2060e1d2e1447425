import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { ReplayMemory } from "../watch-ports.ts";
import { readBody } from "./read-body.ts";
import { verifyRequest, type RefusedBecause } from "./verify-request.ts";
import { workspaceOf } from "./workspace-of.ts";

export type GatedInstallation = {
  readonly name: string;
  readonly teamId: string;
  readonly signingSecret: string;
  readonly listener: RequestListener;
};

export type Gate = {
  readonly replays: ReplayMemory;
  readonly nowMilliseconds: () => number;
  readonly refused: (installation: string, because: RefusedBecause) => void;
};

const statusOf: Readonly<Record<RefusedBecause, number>> = {
  unsigned: 401,
  "bad-signature": 401,
  "too-old": 401,
  "future-dated": 401,
  replayed: 409,
  "too-large": 413,
  "cut-off": 400,
  "wrong-workspace": 403,
  malformed: 400,
};

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === "string" ? value : undefined;
};

type Passed =
  | { readonly ok: true; readonly body: Buffer }
  | { readonly ok: false; readonly because: RefusedBecause };

const check = async (
  gate: Gate,
  installation: GatedInstallation,
  request: IncomingMessage,
): Promise<Passed> => {
  const read = await readBody(request);
  if (!read.ok) return read;
  const { body } = read;
  const timestamp = header(request, "x-slack-request-timestamp");
  const signed = { body, timestamp, signature: header(request, "x-slack-signature") };
  const verified = verifyRequest(installation.signingSecret, signed, gate.nowMilliseconds() / 1_000);
  if (!verified.ok) return verified;
  const workspace = workspaceOf(body.toString("utf8"), header(request, "content-type") ?? "");
  if (workspace.kind === "malformed") return { ok: false, because: "malformed" };
  if (workspace.kind === "workspace" && !workspace.ids.includes(installation.teamId))
    return { ok: false, because: "wrong-workspace" };
  const first = await gate.replays.firstTime(`${installation.name}:${verified.signature}`);
  return first === false ? { ok: false, because: "replayed" } : { ok: true, body };
};

const refuse = (response: ServerResponse, because: RefusedBecause): void => {
  // Whoever sent more than Slack would is not read to the end.
  response.writeHead(statusOf[because], because === "too-large" ? { connection: "close" } : {}).end();
};

/**
 * Stands in front of Bolt: what is unsigned, out of time, replayed, too large or from another workspace is refused and
 * counted before anything reads it. Bolt then checks the signature again, over the same bytes.
 */
export const gated =
  (gate: Gate, installation: GatedInstallation) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const passed = await check(gate, installation, request);
    if (!passed.ok) {
      gate.refused(installation.name, passed.because);
      refuse(response, passed.because);
      return;
    }
    installation.listener(Object.assign(request, { rawBody: passed.body }), response);
  };
