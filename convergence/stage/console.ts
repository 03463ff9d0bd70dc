import path from "node:path";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { openDatabase, setDatabase } from "@/db/client";

/** What of the console database a history begins without. */
const emptied = ["changes", "runs", "budgets", "erasures", "engine_jobs", "engine_runs", "engine_events"];
/** The tables whose times say what is due. */
const timed = ["changes", "runs", "budgets", "erasures", "integrations"];

export type Inbox = { id: number; event_id: string; user_id: string; state: string; reason: string | null };

/** The console database, as the suite looks into it and moves its time. */
export class ConsoleStage {
  private constructor(
    private readonly client: pg.Client,
    private readonly shift: string,
  ) {}

  static async create(server: string, name: string): Promise<ConsoleStage> {
    const admin = new pg.Client({ connectionString: `${server}/postgres` });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.end();
    const url = `${server}/${name}`;
    const database = openDatabase(url);
    await migrate(database.db, { migrationsFolder: path.resolve(import.meta.dirname, "../../db/migrations") });
    setDatabase(database);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const columns = await client.query(
      `select table_name, string_agg(format('%1$I = %1$I - span', column_name), ', ') as moves
       from information_schema.columns where table_name = any($1) and data_type like 'timestamp%' group by 1`,
      [timed],
    );
    const shift = columns.rows.map(({ table_name, moves }) => `update ${table_name} set ${moves};`).join("\n");
    return new ConsoleStage(client, shift);
  }

  /** What the verify that ended last has found, by user. Null where it could not end. */
  async found(): Promise<{ state: string; reason: string | null; differences: Record<string, string> } | null> {
    const { rows } = await this.client.query(
      `select state, reason, coalesce((select jsonb_object_agg(user_id, kind) from differences where run_id = r.id), '{}') as differences
       from runs r where kind = 'verify' and state in ('equal', 'incomplete') order by started_at desc limit 1`,
    );
    return rows[0] ?? null;
  }

  /** An integration as it is right after Connect. */
  async reset(integrationId: string): Promise<void> {
    await this.client.query(`
      ${emptied.map((table) => `delete from ${table};`).join("\n")}
      update integrations set wake = false, clock_seen = '0', problem = null, paused_at = null, next_check_at = null, provider_count = null,
        provider_counted_at = null, last_checked_at = null where id = '${integrationId}'`);
  }

  /** Time passes: everything that happened or is due lies so much further back. */
  async pass(seconds: number): Promise<void> {
    const span = `interval '${seconds} seconds'`;
    await this.client.query(`
      ${this.shift.replaceAll(" span", ` ${span}`)}
      update integrations set problem =
        jsonb_set(problem, '{retryAt}', to_jsonb((problem->>'retryAt')::timestamptz - ${span})) where problem is not null`);
  }

  async inbox(): Promise<Inbox[]> {
    return (await this.client.query("select id, event_id, user_id, state, reason from changes order by id")).rows;
  }

  async cursor(): Promise<{ id: string; cursor: string | null; phase: string } | undefined> {
    return (await this.client.query("select id, cursor, phase from runs where state = 'running' and kind <> 'verify'"))
      .rows[0];
  }

  /** Moves the walk's checkpoint, as if the page before this cursor had been stored. */
  async saveCursor(next: string | null): Promise<void> {
    const phase = next === null ? "suspects" : "pages";
    const text =
      "update runs set cursor = $1, phase = $2, first_floor = coalesce(first_floor, '1') where state = 'running'";
    await this.client.query(text, [next, phase]);
  }

  /** What the engine was woken for since the last call, oldest first. */
  async triggers(): Promise<{ name: string; data: Record<string, string> }[]> {
    await this.client.query("delete from engine_jobs");
    const { rows } = await this.client.query("delete from engine_events returning ts, name, data");
    return rows.sort((a, b) => Number(a.ts) - Number(b.ts));
  }

  /** What a person does about deletions above the limit. */
  async approveHeld(): Promise<void> {
    await this.client.query(
      "update changes set state = 'waiting', due_at = now(), asked = 0, settled_at = null, approved_by = 'Dana' where state = 'held'",
    );
  }

  async point(projectId: string, connection: string): Promise<void> {
    await this.client.query("update projects set connection = $2 where id = $1", [projectId, connection]);
  }

  /** Whether a statement in one of these databases waits for a lock. */
  async isBlocked(databases: string[]): Promise<boolean> {
    const text = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = any($1) limit 1";
    return (await this.client.query(text, [databases])).rows.length > 0;
  }

  query = (text: string, values?: unknown[]) => this.client.query(text, values);
  end = () => this.client.end();
}
