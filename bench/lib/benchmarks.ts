import type { Bench, Figure } from "./figure";

type Measure = (bench: Bench) => Promise<Figure[]>;

/** Every measurement, with the names of the figures that it gives. */
export const benchmarks: { names: string[]; load(): Promise<{ measure: Measure }> }[] = [
  { names: ["write.vs_copy", "write.vs_rowwise"], load: () => import("../write") },
  { names: ["backfill.vs_copy", "reconcile.unchanged"], load: () => import("../backfill") },
  { names: ["memory.flat"], load: () => import("../memory") },
  { names: ["ack.vs_naive"], load: () => import("../ack") },
  { names: ["apply.vs_rowwise"], load: () => import("../apply") },
  { names: ["latency.event_to_row"], load: () => import("../latency") },
  { names: ["list.scale", "list.filters"], load: () => import("../list") },
  { names: ["page.server_time", "page.read_time"], load: () => import("../pages") },
  { names: ["page.weight"], load: () => import("../weight") },
  { names: ["export.vs_copy", "export.memory"], load: () => import("../export") },
];

/** What each figure is, in one line. */
export const meanings: Record<string, string> = {
  "write.vs_copy": "guarded write of new users ÷ `COPY` of the same batches",
  "write.vs_rowwise": "the same ÷ one `INSERT … ON CONFLICT` per row",
  "backfill.vs_copy": "200,000 users from a provider through the walk to the row ÷ `COPY`",
  "reconcile.unchanged": "rows written to `users_sync` when nothing changed",
  "memory.flat": "peak memory of the walk at 500,000 users ÷ at 50,000",
  "ack.vs_naive": "p99 of our webhook answer ÷ the textbook handler's, 50 a second",
  "apply.vs_rowwise": "changes per second from a full inbox ÷ one get and one upsert each",
  "latency.event_to_row": "p99 from an event to its row, 50 a second",
  "list.scale": "p95 of a users page or a search at 1,000,000 rows ÷ at 10,000",
  "list.filters": "p95 of the slowest filter, order or search by itself at 1,000,000 rows",
  "page.server_time": "median server time of the slowest core page, 1,000,000 users and 50 projects",
  "page.read_time": "the same of what those pages read: users with every filter, status, charts, one user, …",
  "page.weight": "compressed JavaScript of the heaviest core page at a first visit",
  "export.vs_copy": "users a second of an NDJSON export through the console ÷ `COPY … TO STDOUT`",
  "export.memory": "peak memory of the console during that export ÷ after its first tenth",
};
