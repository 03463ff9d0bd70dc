import { formatDuration } from "@/lib/format";
import type { CheckView } from "../views";
import { type Facts, failing, later, notChecked, passing, paused, waiting, wordsOf } from "./facts";
import type { Reached } from "./probe";

const database = ({ integration }: Facts) => [
  { label: "Database", href: `/projects/${integration.projectId}/database` },
];
const checkNames = ["Database reachable", "Permissions", "Table shape", "Write works"] as const;
const [reachable, permissions, shape, writes] = checkNames;

/** The customer's database, in the order in which one needs the other. */
export function targetChecks(facts: Facts): CheckView[] {
  const { probe, status } = facts;
  const okAt = later(status.lastWrittenAt, status.lastCheckedAt);
  if (!probe) return checkNames.map((name) => paused(name, okAt));
  const { target, at } = probe;
  if (target.error) {
    const down = failing(reachable, { ...wordsOf(target.error), links: database(facts), okAt });
    const rest = [permissions, shape, writes];
    return [down, ...rest.map((name) => notChecked(name, { finding: ["Needs the database"], okAt }))];
  }
  const time = formatDuration(Math.max(1, target.millis));
  const finding = [`${time}, ${target.tls ? "TLS" : "without TLS"}`];
  const rights = permissionsCheck(facts, target, at, okAt);
  const table = shapeCheck(facts, target, at, okAt);
  const sound = rights.state === "passing" && table.state === "passing";
  return [passing(reachable, { finding, okAt: at }), rights, table, writesCheck(facts, sound)];
}

function permissionsCheck(facts: Facts, { refusal, grants, role }: Reached, at: string, okAt: string | null) {
  if (refusal) return failing(permissions, { ...wordsOf(refusal), links: database(facts), okAt });
  if (grants.length > 0) {
    const finding = [{ code: role }, " lacks rights on Rollcall's tables"];
    const fix = ["Run as their owner: ", { code: `${grants.join("; ")};` }];
    return failing(permissions, { finding, fix, okAt });
  }
  return passing(permissions, { finding: [{ code: role }, " may write the table"], okAt: at });
}

function shapeCheck({ status, integration }: Facts, { table, grants }: Reached, at: string, okAt: string | null) {
  const name = `${status.schema}.users_sync`;
  const again = ["Resync: it is made again, and every user is copied."];
  if (table.shape === "absent") return failing(shape, { finding: [{ code: name }, " is gone"], fix: again, okAt });
  // What the role may not read, it cannot judge.
  if (grants.length > 0) return notChecked(shape, { finding: ["Needs the missing rights"], okAt });
  if (table.problem) {
    const fix = ["Put that right in the database. Until then nothing can be written."];
    return failing(shape, { finding: [table.problem], fix, okAt });
  }
  const missing = table.missing.map((object) => object.name);
  if (missing.length > 0 || table.claimedBy !== integration.id) {
    const what = missing.length > 0 ? `${missing.join(", ")} is gone` : "The table is claimed by nobody";
    const fix = ["Resync: the bookkeeping is made again, and every user is compared. If that fails, connect again."];
    return failing(shape, { finding: [what], fix, okAt });
  }
  const columns = table.shape === "generated" ? "Neon's generated columns, adopted" : "Seven plain columns";
  return passing(shape, { finding: [columns], okAt: at });
}

/** Nothing is written to find out: the last row tells, and the last failure. */
function writesCheck({ status }: Facts, sound: boolean): CheckView {
  const { problem, lastWrittenAt: okAt, lastCheckedAt } = status;
  if (!sound) return notChecked(writes, { finding: ["Needs the table and the rights on it"], okAt });
  if (problem?.code === "target_refused")
    return failing(writes, { ...wordsOf({ ...problem, code: "target_refused" }), okAt });
  if (problem?.code === "target_unavailable") {
    return waiting(writes, { finding: [`${problem.message} Next try at `, { clock: problem.retryAt }], okAt });
  }
  if (okAt) return passing(writes, { finding: ["Last row written ", { ago: okAt }], okAt });
  if (lastCheckedAt) return passing(writes, { finding: ["There was no row to write yet"] });
  return waiting(writes, { finding: ["No row was written yet"] });
}
