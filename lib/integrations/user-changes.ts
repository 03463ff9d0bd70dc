import type { InboxChange } from "@/db/queries/changes";
import type { Run } from "@/db/queries/runs";
import { askAgainAfter } from "@/lib/sync/decide";
import { reasons } from "@/lib/sync/settle-changes";
import type { UserChange } from "./views";

/** One read settles all changes that wait for it, one statement after the other. */
const together = 2_000;

/** Clocks differ: the row's time is the database's, a change's is the console's. */
const near = 60_000;

const foundBy: Record<string, UserChange["found"]> = { [reasons.stored]: "stored", [reasons.gone]: "gone" };

const origins: Record<string, UserChange["from"]> = { console: "console", verify: "console", walk: "walk" };

/** Changes of one user as a person is told of them. `run`: the walk under way. */
export const toUserChanges = (changes: InboxChange[], run: Run | undefined): UserChange[] =>
  changes.map((change) => ({
    id: change.id,
    from: origins[change.eventId.split(":", 1)[0] ?? ""] ?? "provider",
    kind: change.kind,
    state: change.state,
    found: change.state === "applied" ? (foundBy[change.reason ?? ""] ?? null) : null,
    reason: change.reason,
    receivedAt: change.receivedAt.toISOString(),
    settledAt: change.settledAt?.toISOString() ?? null,
    dueAt: change.dueAt.toISOString(),
    asksLeft: Math.max(0, askAgainAfter.length - change.asked),
    withWalk: change.state === "waiting" && run?.phase === "pages" && (run.answers ?? 0) >= change.id,
    deliveries: change.deliveries,
    approvedBy: change.approvedBy,
    settledBy: change.state === "superseded" ? (settlerOf(change, changes)?.id ?? null) : null,
    history: change.history,
  }));

/** The later change that was applied in the same moment. */
const settlerOf = (change: InboxChange, all: InboxChange[]): InboxChange | undefined =>
  all.find(
    (other) => other.state === "applied" && other.id > change.id && apart(other.settledAt, change.settledAt) < together,
  );

/** The change by which the row came to be marked at that time. */
export function deletingChange(changes: UserChange[], deletedAt: string): UserChange | null {
  const after = ({ settledAt }: UserChange) => apart(new Date(deletedAt), settledAt && new Date(settledAt));
  const [nearest] = changes.filter(({ found }) => found === "gone").sort((a, b) => after(a) - after(b));
  return nearest && after(nearest) < near ? nearest : null;
}

const apart = (a: Date | null, b: Date | null | ""): number =>
  a && b ? Math.abs(a.getTime() - b.getTime()) : Number.POSITIVE_INFINITY;
