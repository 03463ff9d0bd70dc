import { isStorableId } from "./rows";
import { isoTime } from "./time";
import type { Queryable, Table } from "./types";

/** `updated_at` of those of `ids` that are live and have one, ISO 8601 with microseconds. */
export async function storedUpdatedAt(db: Queryable, { schema }: Table, ids: string[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ id: string; at: string }>(
    `select id, ${isoTime("updated_at")} as at from ${schema}.users_sync
     where id in (select json_array_elements_text($1::json)) and deleted_at is null and updated_at is not null`,
    [JSON.stringify(ids.filter(isStorableId))],
  );
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The hash of what was last stored for those of `ids` that were ever seen, in hexadecimal; null for a deleted one. */
export async function storedHashes(
  db: Queryable,
  { schema }: Table,
  ids: string[],
): Promise<Map<string, string | null>> {
  const { rows } = await db.query<{ id: string; hash: string | null }>(
    `select user_id as id, encode(hash, 'hex') as hash from rollcall.${schema}_row_versions
     where user_id in (select json_array_elements_text($1::json))`,
    [JSON.stringify(ids.filter(isStorableId))],
  );
  return new Map(rows.map(({ id, hash }) => [id, hash]));
}

/** Live rows that no read has confirmed since the walk's first floor, by id, after `after` ("" to begin). */
export async function suspects(
  db: Queryable,
  { schema }: Table,
  { firstFloor, after, limit }: { firstFloor: string; after: string; limit: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select u.id from ${schema}.users_sync u left join rollcall.${schema}_row_versions v on v.user_id = u.id
     where u.deleted_at is null and (v.seq is null or v.seq < $1::bigint) and u.id > $2
     order by u.id limit $3`,
    [firstFloor, after, limit],
  );
  return rows.map(({ id }) => id);
}
