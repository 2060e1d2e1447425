import type { ServerResponse } from "node:http";

const gatherMilliseconds = 30;

/** What tells open pages that something changed: many changes at once are one announcement. */
export type Changes = {
  readonly version: () => number;
  readonly changed: () => void;
  /** Answers a request with the stream of changes. */
  readonly follow: (response: ServerResponse) => void;
  readonly close: () => void;
};

export function createChanges(): Changes {
  const followers = new Set<ServerResponse>();
  let version = 1;
  let announcing: NodeJS.Timeout | undefined;
  const announce = (): void => {
    announcing = undefined;
    for (const follower of followers) write(follower, version);
  };
  return {
    version: () => version,
    changed: () => {
      version += 1;
      announcing ??= setTimeout(announce, gatherMilliseconds);
    },
    follow: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      followers.add(response);
      response.once("close", () => followers.delete(response));
      write(response, version);
    },
    close: () => {
      clearTimeout(announcing);
      for (const follower of followers) follower.end();
    },
  };
}

function write(follower: ServerResponse, version: number): void {
  follower.write(`event: changed\ndata: ${JSON.stringify({ version })}\n\n`);
}
