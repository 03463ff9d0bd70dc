import { randomUUID } from "node:crypto";
import pg from "pg";

const users = "neon_auth.users_sync";
const versions = "rollcall.neon_auth_row_versions";

/**
 * `pg_control_checkpoint()` as the engine's role finds it: an epoch that the suite can end without a checkpoint of the
 * whole cluster, which other workers share.
 */
const epoch = (role: string) => `
create schema convergence;
create table convergence.epoch (lsn text not null);
insert into convergence.epoch values ('0/0');
create function convergence.pg_control_checkpoint(out checkpoint_lsn text) language sql stable security definer
  as 'select lsn from convergence.epoch';
grant usage on schema convergence to ${role};
`;

/** Every state of every row, in the order in which they were committed: the lock of the row puts them in it. */
const log = `
create table convergence.log (n bigserial primary key, what text not null, id text, deleted boolean, version int);
create function convergence.note() returns trigger language plpgsql security definer as $$
begin
  insert into convergence.log (what, id, deleted, version)
  values (tg_op, coalesce(new.id, old.id), new.deleted_at is not null, (new.raw_json->>'version')::int);
  return null;
end $$;
create trigger convergence_note after insert or update or delete on ${users}
  for each row execute function convergence.note();
`;

export type Logged = { what: string; id: string; deleted: boolean; version: number };
export type Row = {
  id: string;
  name: string | null;
  email: string | null;
  created_at: string | null;
  updated_at: string | null;
  deleted: boolean;
  raw: Record<string, unknown>;
};
type Snapshot = { users: unknown; versions: unknown; clock: string };

/** The customer's database, as its owner sees and mistreats it. */
export class TargetStage {
  private snapshot: Snapshot | null = null;

  private constructor(
    private readonly owner: pg.Client,
    readonly url: string,
    readonly name: string,
  ) {}

  static async create(server: string, name: string): Promise<TargetStage> {
    const admin = new pg.Client({ connectionString: `${server}/postgres` });
    await admin.connect();
    await admin.query(`create database ${name}`);
    await admin.query(`create role ${name} login password 'secret'`);
    await admin.query(`grant create on database ${name} to ${name}`);
    await admin.query(`alter role ${name} in database ${name} set search_path = convergence, pg_catalog, public`);
    await admin.end();
    const owner = new pg.Client({ connectionString: `${server}/${name}` });
    await owner.connect();
    await owner.query(epoch(name));
    await owner.query("set session_replication_role = replica");
    const { port } = new URL(server);
    return new TargetStage(owner, `postgres://${name}:secret@127.0.0.1:${port}/${name}`, name);
  }

  /** Once the engine has made its table. */
  watch = () => this.owner.query(log);

  async reset(): Promise<void> {
    this.snapshot = null;
    await this.owner.query(`
      delete from ${users}; delete from ${versions}; delete from convergence.log;
      select setval('rollcall.clock', 1, false); update convergence.epoch set lsn = '${randomUUID()}'`);
  }

  async logged(): Promise<Logged[]> {
    return (await this.owner.query("select what, id, deleted, version from convergence.log order by n")).rows;
  }

  async rows(): Promise<Row[]> {
    const { rows } = await this.owner.query(
      `select id, name, email, created_at, updated_at, deleted_at is not null as deleted, raw_json as raw from ${users} order by id`,
    );
    return rows;
  }

  /** The version that each id's row holds; null where the row is marked deleted or only a tombstone is left. */
  async versions(): Promise<Map<string, number | null>> {
    const { rows } = await this.owner.query(
      `select v.user_id as id, case when u.deleted_at is null then (u.raw_json->>'version')::int end as version
       from ${versions} v left join ${users} u on u.id = v.user_id`,
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  async pass(seconds: number): Promise<void> {
    await this.owner.query(
      `update ${users} set deleted_at = deleted_at - make_interval(secs => ${seconds}) where deleted_at is not null`,
    );
  }

  async takeSnapshot(): Promise<void> {
    const { rows } = await this.owner.query(
      `select (select json_agg(u) from ${users} u) as users, (select json_agg(v) from ${versions} v) as versions,
              (select last_value::text from rollcall.clock) as clock`,
    );
    this.snapshot = rows[0];
  }

  /** An ordinary checkpoint: the epoch ends, and nothing else happens. */
  async checkpoint(): Promise<void> {
    await this.owner.query(`update convergence.epoch set lsn = '${randomUUID()}'`);
  }

  /** A crash: what was committed stays, but the clock may stand where its last flushed value was. */
  async crash(): Promise<void> {
    await this.disconnectAll();
    await this.owner.query(
      `select setval('rollcall.clock', (select coalesce(max(seq), 1) from ${versions}));
       update convergence.epoch set lsn = '${randomUUID()}'`,
    );
  }

  /** A restore from a backup or a branch that was reset: rows, bookkeeping and clock as they were. False: there is none. */
  async restore(): Promise<boolean> {
    const { snapshot } = this;
    if (!snapshot) return false;
    await this.disconnectAll();
    await this.owner.query(`begin; delete from ${users}; delete from ${versions}`);
    await this.owner.query(`insert into ${users} select * from json_populate_recordset(null::${users}, $1)`, [
      JSON.stringify(snapshot.users ?? []),
    ]);
    await this.owner.query(`insert into ${versions} select * from json_populate_recordset(null::${versions}, $1)`, [
      JSON.stringify(snapshot.versions ?? []),
    ]);
    await this.owner.query(`
      select setval('rollcall.clock', ${snapshot.clock}); update convergence.epoch set lsn = '${randomUUID()}';
      insert into convergence.log (what) values ('restore');
      insert into convergence.log (what, id, deleted, version)
        select 'base', id, deleted_at is not null, (raw_json->>'version')::int from ${users};
      commit`);
    return true;
  }

  /** Somebody's hand in the table, of which nothing else knows. `ids` are live users. Returns what a verify has to find. */
  async damage([gone, renamed, marked]: string[]): Promise<Record<string, string>> {
    const found: Record<string, string> = {};
    const edit = async (sql: string, id: string | undefined, kind: string) => {
      if (id === undefined) return;
      await this.owner.query(sql, [id]);
      found[id] = kind;
    };
    await edit(`delete from ${users} where id = $1`, gone, "missing");
    await edit(`update ${users} set name = 'by hand' where id = $1`, renamed, "changed");
    await edit(`update ${users} set deleted_at = now() where id = $1`, marked, "changed");
    await edit(`insert into ${users} (id, raw_json) values ($1, '{}')`, "nobody", "extra");
    return found;
  }

  /** The schema that nobody but the engine needs. */
  dropBookkeeping = () => this.owner.query("drop schema rollcall cascade");

  end = () => this.owner.end();

  /** Every connection of the engine's ends, and with it what it had not committed. */
  private async disconnectAll(): Promise<void> {
    const theirs =
      "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and usename = $1";
    const { username } = new URL(this.url);
    await this.owner.query(`select pg_terminate_backend(pid) ${theirs}`, [username]);
    while ((await this.owner.query(`select 1 ${theirs}`, [username])).rowCount) await new Promise(setImmediate);
  }
}
