import { and, asc, eq, inArray, isNotNull, notInArray, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { auditLog, changes, integrations, runs, stateChanges } from "@/db/schema";

/** Where an entry stands: by time, and between those of the same microsecond by source and key. */
export type Place = { at: string; source: "run" | "state" | "held" | "act"; key: string };

export type Wanted = {
  projectId: string;
  /** Who did it; null for anybody. */
  actor: string | null;
  /** How far back. */
  hours: number;
  runs: "all" | "deleting" | "none";
  states: boolean;
  /** Deletions above the limit. */
  held: boolean;
  verbs: { only: string[] } | { except: string[] };
  /** Verbs that are told only where they did not work: what they do is an entry of its own. */
  quiet: string[];
  after: Place | null;
  limit: number;
};

const ofProject = (projectId: string) =>
  db().select({ id: integrations.id }).from(integrations).where(eq(integrations.projectId, projectId));

/** What the audit log has of a project's Auth tab. */
const isAuth = (projectId: string) =>
  and(
    eq(auditLog.projectId, projectId),
    or(sql`${auditLog.verb} ~ '^(integration|user)[.]'`, eq(auditLog.verb, "project.replace-connection")),
  );

const recent = (column: unknown, { hours }: Wanted) => sql`${column} >= now() - make_interval(hours => ${hours})`;

const source = (name: Place["source"], at: unknown, key: unknown, from: unknown, where: SQL | undefined) =>
  sql`select ${at} as at, ${name}::text as source, ${key} as key, null::jsonb as held from ${from} where ${where}`;

// As wide as the largest id, so that text orders as numbers do.
const numbered = (id: unknown) => sql`lpad(${id}::text, 19, '0')`;

function runPlaces(wanted: Wanted): SQL[] {
  if (wanted.runs === "none") return [];
  const where = and(
    inArray(runs.integrationId, ofProject(wanted.projectId)),
    recent(runs.startedAt, wanted),
    wanted.runs === "deleting" ? sql`${runs.kind} <> 'verify' and ${runs.deleted} + ${runs.held} > 0` : undefined,
    wanted.actor === null ? undefined : eq(runs.startedBy, wanted.actor),
  );
  return [source("run", runs.startedAt, runs.id, runs, where)];
}

function statePlaces(wanted: Wanted): SQL[] {
  if (!wanted.states || wanted.actor !== null) return [];
  const where = and(inArray(stateChanges.integrationId, ofProject(wanted.projectId)), recent(stateChanges.at, wanted));
  return [source("state", stateChanges.at, numbered(stateChanges.id), stateChanges, where)];
}

/** Deletions that were held within the same minute and for the same reason are one entry. */
function heldPlaces(wanted: Wanted): SQL[] {
  if (!wanted.held || wanted.actor !== null) return [];
  const where = and(
    inArray(changes.integrationId, ofProject(wanted.projectId)),
    eq(changes.kind, "deleted"),
    sql`${changes.history} @> '[{"outcome": "held"}]' and step.outcome = 'held'`,
    recent(sql`step.at`, wanted),
  );
  return [
    sql`select max(step.at), 'held', md5(concat_ws(' ', ${changes.integrationId}, date_trunc('minute', step.at), step.reason)),
      jsonb_build_object('count', count(distinct ${changes.userId}), 'reason', step.reason)
    from ${changes}, jsonb_to_recordset(${changes.history}) step(at timestamptz, outcome text, reason text)
    where ${where} group by ${changes.integrationId}, date_trunc('minute', step.at), step.reason`,
  ];
}

function actPlaces(wanted: Wanted): SQL[] {
  const { verbs } = wanted;
  const chosen = "only" in verbs ? inArray(auditLog.verb, verbs.only) : notInArray(auditLog.verb, verbs.except);
  const where = and(
    isAuth(wanted.projectId),
    recent(auditLog.at, wanted),
    chosen,
    sql`not (${inArray(auditLog.verb, wanted.quiet)} and ${auditLog.outcome} = 'done')`,
    wanted.actor === null ? undefined : eq(auditLog.actor, wanted.actor),
  );
  return [source("act", auditLog.at, numbered(auditLog.id), auditLog, where)];
}

type Held = { count: number; reason: string };
type Found = Place & { held: Held | null };

/** The places of what happened, newest first. Times have the microseconds of the database, so that none is skipped. */
async function findPlaces(wanted: Wanted): Promise<Found[]> {
  const sources = [...runPlaces(wanted), ...statePlaces(wanted), ...heldPlaces(wanted), ...actPlaces(wanted)];
  const { after } = wanted;
  const behind = after
    ? sql`where (at, source, key) < (${after.at}::timestamptz, ${after.source}::text, ${after.key}::text)`
    : sql``;
  const { rows } = await db().execute<Found>(sql`
    select to_char(happened.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, source, key, held
    from (${sql.join(sources, sql` union all `)}) happened(at, source, key, held) ${behind}
    order by happened.at desc, source desc, key desc limit ${wanted.limit}`);
  return rows;
}

type Happened =
  | { source: "run"; run: typeof runs.$inferSelect }
  | { source: "state"; change: typeof stateChanges.$inferSelect }
  | { source: "held"; held: Held }
  | { source: "act"; act: typeof auditLog.$inferSelect };

export type Happening = Happened & { place: Place };

/** What happened, newest first, `limit` at most, each with its place. */
export async function findActivity(wanted: Wanted): Promise<Happening[]> {
  const places = await findPlaces(wanted);
  const keys = (of: Place["source"]) => places.flatMap(({ source: from, key }) => (from === of ? [key] : []));
  const [ran, changed, acted] = await Promise.all([
    db()
      .select()
      .from(runs)
      .where(inArray(runs.id, keys("run"))),
    db()
      .select()
      .from(stateChanges)
      .where(inArray(stateChanges.id, keys("state").map(Number))),
    db()
      .select()
      .from(auditLog)
      .where(inArray(auditLog.id, keys("act").map(Number))),
  ]);
  const found = new Map<string, Happened>([
    ...ran.map((run) => [`run ${run.id}`, { source: "run", run }] as const),
    ...changed.map((change) => [`state ${change.id}`, { source: "state", change }] as const),
    ...acted.map((act) => [`act ${act.id}`, { source: "act", act }] as const),
  ]);
  return places.flatMap(({ held, ...place }) => {
    const id = place.source === "run" ? place.key : Number(place.key);
    const happened: Happened | undefined = held ? { source: "held", held } : found.get(`${place.source} ${id}`);
    return happened ? [{ ...happened, place }] : [];
  });
}

/** Who has done anything on a project's Auth tab, by name. */
export async function findActors(projectId: string, limit: number): Promise<string[]> {
  const acted = db().select({ name: auditLog.actor }).from(auditLog).where(isAuth(projectId));
  const started = db()
    .select({ name: sql<string>`${runs.startedBy}` })
    .from(runs)
    .where(and(inArray(runs.integrationId, ofProject(projectId)), isNotNull(runs.startedBy)));
  const rows = await acted.union(started).orderBy(asc(sql`1`)).limit(limit);
  return rows.map(({ name }) => name);
}
