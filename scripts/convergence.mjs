// npm run convergence -- [--histories N] [--seed S] [--only N | --scenario name | --race name] [--without guard] [--workers N]: see convergence/README.md.
import { spawn } from "node:child_process";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const child = spawn(
  process.execPath,
  ["--conditions=react-server", "--import", "tsx", "convergence/main.ts", ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: "inherit",
    env: {
      ...process.env,
      DATABASE_URL: "postgres://unused@127.0.0.1:1/unused",
      ROLLCALL_KEYS: `convergence:${Buffer.alloc(32, 7).toString("base64")}`,
      NEXTAUTH_SECRET: "a secret for the suite, at least 32 characters",
      NEXTAUTH_URL: "http://localhost:3000",
      ALLOW_PRIVATE_NETWORK: "true",
      LOG_LEVEL: "silent",
      NODE_ENV: "test",
    },
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});
