import path from "node:path";
import { next } from "./build.mjs";
import { openLog } from "./data-dir.mjs";
import { waitHealthy } from "./health.mjs";
import { Part } from "./part.mjs";
import { spawnNode } from "./process.mjs";
import { say } from "./say.mjs";

/** Starts one of our own servers, waits until it is healthy and keeps it alive. Its words go to a log if `quiet`. */
async function serve({ settings, state, note, stack }, { key, name, args, env, health, quiet }) {
  const file = path.join(settings.dataDir, "logs", `${key}.log`);
  const output = quiet ? openLog(settings.dataDir, key) : "inherit";
  const onStart = (pid) => note({ parts: { ...state.parts, [key]: pid } });
  const part = new Part(name, async () => spawnNode(args, { env, output }), { onStart });
  stack.push(() => part.stop());
  const child = await part.start();
  await waitHealthy(name, health, child, quiet ? `its words are in ${file}` : "its words are above", 120);
  part.keep();
}

/** The auth server that the demo app is: see examples/todos/auth.ts. */
const demoProvider = "better-auth";

/** The demo app: a todo list with a real auth server, on a database of its own. */
export async function startDemo(context, databases) {
  const { settings, secrets } = context;
  say("Starting the demo app");
  await serve(context, {
    key: "demo",
    name: "The demo app",
    args: ["--import", "tsx", "examples/todos/server.ts"],
    env: {
      HOST: "127.0.0.1",
      PORT: String(settings.demoPort),
      DATABASE_URL: databases.demo,
      BETTER_AUTH_SECRET: secrets.betterAuth,
      BASE_URL: settings.demoUrl,
      ROLLCALL_URL: settings.url,
    },
    health: `${settings.demoUrl}/health`,
    quiet: true,
  });
}

/** The console itself. Outside development its words go to the terminal only where it runs on your own database. */
export async function startConsole(context, databases) {
  const { settings, secrets } = context;
  const { dev, host, port, embedded } = settings;
  say("Starting the console");
  const demo = { DEMO_DATABASE_URL: databases.target, DEMO_URL: settings.demoUrl, DEMO_PROVIDER: demoProvider };
  const own = (name, value) => ({ [name]: process.env[name] || value });
  await serve(context, {
    key: "console",
    name: "The console",
    args: [next, dev ? "dev" : "start", "-p", String(port), "-H", host],
    env: {
      NODE_ENV: dev ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOST: host,
      PORT: String(port),
      DATABASE_URL: databases.console,
      NEXTAUTH_URL: settings.url,
      ...own("NEXTAUTH_SECRET", secrets.nextauth),
      ...own("ROLLCALL_KEYS", secrets.keys),
      ...(embedded ? demo : {}),
    },
    health: `http://${host.includes(":") ? `[${host}]` : host}:${port}/api/ready`,
    quiet: embedded && !dev,
  });
}
