import type { Queryable, Table } from "./types";

/** Rows marked deleted within the last hour, by the target's clock. */
export async function countDeletedWithinHour(db: Queryable, { schema }: Table): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from ${schema}.users_sync where deleted_at > now() - interval '1 hour'`,
  );
  return rows[0]?.n ?? 0;
}

/** Live rows: one pass over the table, about 0.1 s for a million. */
export async function countLive(db: Queryable, { schema }: Table): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from ${schema}.users_sync where deleted_at is null`,
  );
  return rows[0]?.n ?? 0;
}

/** Live rows that no read has confirmed since the walk's first floor. */
export async function countSuspects(db: Queryable, { schema }: Table, firstFloor: string): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `select count(*)::int as n from ${schema}.users_sync u
     left join rollcall.${schema}_row_versions v on v.user_id = u.id
     where u.deleted_at is null and (v.seq is null or v.seq < $1::bigint)`,
    [firstFloor],
  );
  return rows[0]?.n ?? 0;
}
