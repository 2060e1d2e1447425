import { Agent, request } from "node:http";
import { signRequest } from "../../simulator/sign-request.ts";
import { percentile, timed } from "../statistics.ts";

export type Target = { readonly url: string; readonly signingSecret: string };
export type Fired = { readonly perSecond: number; readonly p50: number; readonly p99: number };

type Signed = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

const signed = ({ signingSecret }: Target, body: string): Signed => {
  const timestamp = Math.floor(Date.now() / 1_000);
  return {
    body,
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "content-length": String(Buffer.byteLength(body)),
      "x-slack-request-timestamp": String(timestamp),
      "x-slack-signature": signRequest(signingSecret, timestamp, body),
    },
  };
};

/** Sends one form and waits for its answer. Throws unless it says that it is recorded. */
const send = (agent: Agent, url: string, { body, headers }: Signed): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (part: string) => (text += part));
      response.on("end", () => {
        if (response.statusCode === 200 && text.includes('"update"')) resolve();
        else reject(new Error(`${response.statusCode ?? 0}: ${text.slice(0, 200)}`));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });

/** Sends forms, so many at once, over connections that stay open. */
export const fire = async (target: Target, bodies: readonly string[], atOnce: number): Promise<Fired> => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const requests = bodies.map((body) => signed(target, body));
  try {
    const { each, all } = await timed(requests.length, atOnce, async (index) => {
      const one = requests[index];
      if (one !== undefined) await send(agent, target.url, one);
    });
    return {
      perSecond: requests.length / (all / 1_000),
      p50: percentile(each, 0.5),
      p99: percentile(each, 0.99),
    };
  } finally {
    agent.destroy();
  }
};
