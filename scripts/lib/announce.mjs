import { makeSignInLink } from "./sign-in-link.mjs";

const paragraph = (rows) => rows.map(([name, value]) => `  ${name.padEnd(10)}${value}`).join("\n");

/** Says where everything is: to a person, or to a program as one line of JSON after `--json`. */
export async function announce({ json, url, demoUrl, embedded, dataDir }, databases, state) {
  const link = await makeSignInLink(databases.console, url);
  if (json) {
    const demo = embedded ? { demoUrl, psql: databases.superuser } : {};
    console.log(JSON.stringify({ ready: true, url, link, ...demo, dataDir, pid: state.pid }));
    return;
  }
  const rows = [
    ["Console", url],
    ["Sign in", `${link}  (once, within 15 minutes; npm run link makes another)`],
  ];
  if (embedded) rows.push(["Demo app", demoUrl], ["Database", `psql "${databases.demo}"`]);
  console.log(
    `\n${paragraph(rows)}\n\n  Ctrl-C stops everything. Passwords and keys are in ${dataDir}/secrets.json.\n`,
  );
}
