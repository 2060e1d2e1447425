import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Heard = { readonly channel: string; readonly at: number };

export type Slack = {
  readonly apiUrl: string;
  readonly heard: readonly Heard[];
  readonly close: () => void;
};

/** Takes messages, notes when and where each came, and answers as Slack does when all is well. */
export const startSlack = async (): Promise<Slack> => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const at = performance.now();
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => (body += part));
    request.on("end", () => {
      const channel = new URLSearchParams(body).get("channel") ?? "";
      heard.push({ channel, at });
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify({ ok: true, channel, ts: `1.${String(heard.length).padStart(6, "0")}` }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    heard,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
