import { connect } from "node:net";

const question = "PING\r\nCONFIG GET dir\r\nQUIT\r\n";

const conversation = (port: number, withinMilliseconds: number): Promise<string> =>
  new Promise((resolve) => {
    let reply = "";
    const socket = connect({ host: "127.0.0.1", port });
    const end = () => {
      socket.destroy();
      resolve(reply);
    };
    socket.setTimeout(withinMilliseconds, end);
    socket.on("data", (data) => {
      reply += data.toString();
    });
    socket.once("connect", () => socket.write(question));
    socket.once("error", end);
    socket.once("close", end);
  });

/** The data directory of the Redis that answers on that loopback port; undefined when none answers PING. */
export const redisDirectory = async (port: number): Promise<string | undefined> => {
  const [pong, , , , , dir] = (await conversation(port, 1_000)).split("\r\n");
  return pong === "+PONG" ? dir : undefined;
};
