import net from "node:net";

const listen = (port, host) =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(port, host, () => {
      const { port: chosen } = server.address();
      server.close(() => resolve(chosen));
    });
  });

/** A port of 127.0.0.1 that nobody listens on. */
export const freePort = () => listen(0, "127.0.0.1");

/** Can `host:port` be listened on? On loopback both families are asked, for `localhost` may mean either. */
export async function isFree(port, host) {
  const hosts = ["127.0.0.1", "localhost", "::1"].includes(host) ? ["127.0.0.1", "::1"] : [host];
  const errors = await Promise.all(
    hosts.map((each) =>
      listen(port, each).then(
        () => undefined,
        (error) => error.code,
      ),
    ),
  );
  return !errors.includes("EADDRINUSE") && !errors.includes("EACCES");
}
