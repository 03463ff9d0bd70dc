import type pg from "pg";

export type Difference = { missing: number; changed: number; extra: number; wronglyDeleted: number; doubled: number };

/** Both sides joined in full, by an eye that is not Rollcall's: the auth server's own table against users_sync. */
export async function difference(target: pg.Pool, schema = "neon_auth"): Promise<Difference> {
  const { rows } = await target.query<Difference>(`
    select count(*) filter (where s.id is null)::int as missing,
           count(*) filter (where u.id is not null and s.deleted_at is null
                              and (s.name, s.email) is distinct from (u.name, u.email))::int as changed,
           count(*) filter (where u.id is null and s.deleted_at is null)::int as extra,
           count(*) filter (where u.id is not null and s.deleted_at is not null)::int as "wronglyDeleted",
           (count(*) - count(distinct coalesce(u.id, s.id)))::int as doubled
    from public."user" u full join ${schema}.users_sync s on s.id = u.id`);
  const [row] = rows;
  if (!row) throw new Error("no difference row");
  return row;
}

export const equal: Difference = { missing: 0, changed: 0, extra: 0, wronglyDeleted: 0, doubled: 0 };

/** More users than one page holds, put straight into the auth server's table. */
export const addUsers = (target: pg.Pool, n: number) =>
  target.query(
    `insert into public."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
     select 'bulk-' || i, 'Bulk ' || i, 'bulk-' || i || '@example.com', true,
            now() - interval '1 day' + i * interval '1 second', now() - interval '1 day' + i * interval '1 second'
     from generate_series(1, $1::int) i`,
    [n],
  );
