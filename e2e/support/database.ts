import type pg from "pg";

/** Nobody can connect to the database any more, and whoever is connected is thrown out. */
export async function shut(pool: pg.Pool, database: string): Promise<void> {
  await pool.query(`alter database ${database} allow_connections false`);
  await pool.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [database]);
}

export const reopen = (pool: pg.Pool, database: string) =>
  pool.query(`alter database ${database} allow_connections true`);
