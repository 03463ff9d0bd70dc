import { type AuditQuery, auditOutcomes } from "@/lib/projects/views";

const idIn = (text: string | null): number | null => (text && /^\d{1,15}$/.test(text) ? Number(text) : null);

/** What the address says about the log. Anything unknown falls back to everything, from the latest on. */
export function parseAuditQuery(params: URLSearchParams): AuditQuery {
  const before = idIn(params.get("before"));
  return {
    actor: params.get("actor")?.slice(0, 100) || null,
    outcome: auditOutcomes.find((outcome) => outcome === params.get("outcome")) ?? null,
    before,
    after: before === null ? idIn(params.get("after")) : null,
  };
}

/** The address of the same filters, on another page of the log. */
export function auditParams(query: AuditQuery, page: { before?: number | null; after?: number | null } = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ actor: query.actor, outcome: query.outcome, ...page })) {
    if (value !== null && value !== undefined) params.set(name, String(value));
  }
  return `?${params}`;
}
