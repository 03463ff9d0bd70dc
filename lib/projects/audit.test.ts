import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditLog, members, projects } from "@/db/schema";
import { createConsole } from "@/test/console";
import { createActor } from "@/test/integration";
import { exportAudit, listAudit } from "./audit";
import { auditSentence, auditVerbs } from "./audit-sentences";
import { renameProject } from "./rename-project";
import type { Actor, AuditOutcome } from "./views";

const all = { actor: null, outcome: null, before: null, after: null };
let projectId: string;
let owner: Actor;

const entry = (actor: Actor, verb: string, outcome: AuditOutcome = "done") => ({
  ...{ actor: actor.name, accountId: actor.accountId, projectId, verb, outcome },
});

async function text(lines: AsyncIterable<string>): Promise<string> {
  let whole = "";
  for await (const line of lines) whole += line;
  return whole;
}

beforeAll(async () => {
  await createConsole();
  const place = { name: "Storefront", connection: "x", host: "h", database: "d", role: "r" };
  const [project] = await db().insert(projects).values(place).returning();
  projectId = project?.id ?? "";
  owner = await createActor("Olga");
  await db().insert(members).values({ projectId, accountId: owner.accountId, role: "owner" });
});

describe("the audit log", () => {
  it("shows every entry once, latest first, page by page, while new ones are written", async () => {
    await db()
      .insert(auditLog)
      .values(Array.from({ length: 120 }, () => entry(owner, "project.rename")));
    const seen: number[] = [];
    for (let before: number | null = null; ; ) {
      const page = await listAudit(owner, projectId, { ...all, before });
      seen.push(...page.entries.map(({ id }) => id));
      await db().insert(auditLog).values(entry(owner, "integration.resync"));
      if (page.next === null) break;
      before = page.next;
    }
    expect(seen).toHaveLength(120);
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    const third = await listAudit(owner, projectId, { ...all, before: seen[99] ?? 0 });
    const second = await listAudit(owner, projectId, { ...all, after: third.previous });
    expect(second.entries.map(({ id }) => id)).toEqual(seen.slice(50, 100));
    const first = await listAudit(owner, projectId, { ...all, after: seen[1] ?? 0 });
    expect(first).toMatchObject({ previous: null, entries: { length: 50 } });
  });

  it("filters by person and by outcome, and lists nobody of another project", async () => {
    const eve = await createActor("Eve");
    await renameProject(eve, projectId, { name: "Hers" }).catch(() => null);
    await db()
      .insert(auditLog)
      .values({ ...entry(await createActor("Else"), "project.rename"), projectId: "another" });
    const hers = await listAudit(owner, projectId, { ...all, actor: eve.accountId });
    expect(hers.entries.map(({ sentence }) => sentence)).toEqual(["Eve tried to rename the project and was refused."]);
    expect(hers.actors.map(({ name }) => name)).toEqual(["Eve", "Olga"]);
    const refused = await listAudit(owner, projectId, { ...all, outcome: "refused" });
    expect(refused.entries).toHaveLength(1);
    expect((await listAudit(owner, projectId, { ...all, outcome: "failed" })).entries).toEqual([]);
  });

  it("is exported whole, and by its filters", async () => {
    const lines = (await text(await exportAudit(owner, projectId, all))).trim().split("\r\n");
    expect(lines).toHaveLength(1 + (await db().$count(auditLog)) - 1);
    const refused = await text(await exportAudit(owner, projectId, { ...all, outcome: "refused" }));
    expect(refused.trim().split("\r\n")).toHaveLength(2);
    expect(refused).toContain("Eve tried to rename the project and was refused.");
  });

  it("is exported so that a name which looks like a formula stays a text", async () => {
    const eve = await createActor('=HYPERLINK("https://evil.example")');
    await renameProject(eve, projectId, { name: "Hers" }).catch(() => null);
    const hers = await text(await exportAudit(owner, projectId, { ...all, actor: eve.accountId }));
    expect(hers).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
    expect(hers).not.toMatch(/(^|,)"?=/m);
  });
});

it("every verb that the code writes to a project's log has a sentence of its own", () => {
  const written = ["lib/projects", "lib/integrations", "lib/accounts", "db/queries"].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
      .flatMap((name) => [...readFileSync(path.join(folder, name), "utf8").matchAll(/"([a-z]+\.[a-z]+(?:-[a-z]+)*)"/g)])
      .map(([, verb = ""]) => verb),
  );
  const verbs = new Set(written.filter((verb) => /^(project|integration|user|member|invitation)\./.test(verb)));
  expect(verbs.size).toBeGreaterThan(25);
  expect([...verbs].filter((verb) => !(verb in auditVerbs))).toEqual([]);
});

it.each([
  ["invitation.create", { role: "viewer", days: 1, label: "Ravi" }, "Olga invited Ravi as viewer for 1 day."],
  ["invitation.create", { role: "admin", days: 7, label: "" }, "Olga invited somebody as admin for 7 days."],
  ["member.change-role", { role: "admin", member: "Ravi" }, "Olga made Ravi admin."],
  ["integration.approve-deletions", { count: 214 }, "Olga approved held deletions of 214 users."],
  [
    "integration.set-deletion-policy",
    { policy: "erase", holdBackHours: 24 },
    "Olga chose to erase deleted users after 24 h.",
  ],
  ["something.new", {}, "Olga did something.new."],
])("%s %j reads: %s", (verb, detail, sentence) => {
  expect(auditSentence({ actor: "Olga", verb, outcome: "done", detail })).toBe(sentence);
});
