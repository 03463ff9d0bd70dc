import { type AuditRow, selectAudit, selectAuditActors } from "@/db/queries/audit";
import { csvLine } from "@/lib/csv";
import { requireRole } from "./access";
import { auditSentence } from "./audit-sentences";
import type { Actor, AuditPage, AuditQuery } from "./views";

const pageSize = 50;
const exportSize = 1000;

/** One page of who did what in the project, latest first. For admins and owners. */
export async function listAudit(actor: Actor, projectId: string, query: AuditQuery): Promise<AuditPage> {
  await requireRole(actor, projectId, "admin");
  const { rows, previous, next } = await readPage(projectId, query);
  const entries = rows.map(({ id, at, ...row }) => ({
    ...{ id, at: at.toISOString(), actor: row.actor, outcome: row.outcome },
    sentence: auditSentence(row),
  }));
  return { entries, previous, next, actors: await selectAuditActors(projectId) };
}

type Rows = { rows: AuditRow[] } & Pick<AuditPage, "previous" | "next">;

async function readPage(projectId: string, query: AuditQuery): Promise<Rows> {
  // One more than is shown tells whether there is another page in this direction.
  const found = await selectAudit(projectId, query, pageSize + 1);
  const goesOn = found.length > pageSize;
  // What is left above a page may be less than a page: the first page has it too.
  if (query.after !== null && !goesOn) return readPage(projectId, { ...query, before: null, after: null });
  const rows = query.after === null ? found.slice(0, pageSize) : found.slice(0, pageSize).reverse();
  const [first, last] = [rows[0]?.id ?? null, rows.at(-1)?.id ?? null];
  if (query.after !== null) return { rows, previous: first, next: last };
  return { rows, previous: query.before === null ? null : (first ?? query.before - 1), next: goesOn ? last : null };
}

type Filter = Pick<AuditQuery, "actor" | "outcome">;

/** The whole log as lines of CSV, read page by page while they are taken. For admins and owners; throws before the first. */
export async function exportAudit(actor: Actor, projectId: string, query: Filter): Promise<AsyncGenerator<string>> {
  await requireRole(actor, projectId, "admin");
  return csvLines(projectId, query);
}

async function* csvLines(projectId: string, query: Filter): AsyncGenerator<string> {
  yield csvLine(["time", "actor", "account", "outcome", "verb", "sentence", "detail"]);
  for (let before: number | null = null; ; ) {
    const rows: AuditRow[] = await selectAudit(projectId, { ...query, before }, exportSize);
    yield rows.map(rowLine).join("");
    before = rows.at(-1)?.id ?? null;
    if (rows.length < exportSize) return;
  }
}

const rowLine = (row: AuditRow): string => {
  const { at, actor, accountId, outcome, verb, detail } = row;
  return csvLine([at.toISOString(), actor, accountId ?? "", outcome, verb, auditSentence(row), JSON.stringify(detail)]);
};
