import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export const eventKey = "scenarios";
export const signingKey = "5ce7a4105ce7a4105ce7a4105ce7a410";

// It reads variables of the same names as the console, so it inherits none.
const quiet = { NODE_ENV: "production", DO_NOT_TRACK: "1", INNGEST_NO_UPDATE_NOTIFIER: "1" } as const;

/** A port that nobody listens on right now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

/**
 * Starts an Inngest server of version 1 from the binary `bin`, with keys, its state in memory and in a folder of its own.
 * https://www.inngest.com/docs/self-hosting
 */
export async function startServer(bin: string) {
  const dir = mkdtempSync(path.join(tmpdir(), "rollcall-inngest-"));
  const port = await freePort();
  const ports = ["connect-gateway-port", "connect-gateway-grpc-port", "connect-executor-grpc-port"];
  const flags = await Promise.all(ports.map(async (name) => [`--${name}`, String(await freePort())]));
  const keys = ["--event-key", eventKey, "--signing-key", signingKey];
  const state = ["--sqlite-dir", dir, "--retry-interval", "1"];
  const server = spawn(
    bin,
    ["start", "--host", "127.0.0.1", "--port", String(port), ...keys, ...state, ...flags.flat()],
    { cwd: dir, env: quiet, stdio: "ignore" },
  );
  const url = `http://127.0.0.1:${port}`;
  await answering(url, server);
  return {
    url,
    async stop() {
      const ended = once(server, "exit");
      server.kill();
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  while (server.exitCode === null) {
    if (
      await fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  throw new Error(`The Inngest server ended with ${server.exitCode}.`);
}
