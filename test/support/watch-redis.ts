import { once } from "node:events";
import { connect } from "node:net";

const plainly = (quoted: string): string =>
  quoted
    .replaceAll(/\\x([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/\\(.)/g, "$1");

/** The words of one line of MONITOR, which quotes each. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => plainly(word ?? ""));

/**
 * Everything said to a Redis while it is watched. A socket of its own that says MONITOR and only listens: a client
 * library takes what a server says unasked, while it disconnects, for an error.
 */
export const watchRedis = async (url: string) => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const said: (readonly string[])[] = [];
  let rest = "";
  socket.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\r\n");
    rest = lines.pop() ?? "";
    said.push(...lines.map(wordsOf));
  });
  socket.write("MONITOR\r\n");
  await once(socket, "data");
  return { said: said as readonly (readonly string[])[], stop: () => socket.destroy() };
};
