import { AsyncResource } from "node:async_hooks";
import pg from "pg";
import { Pooler } from "./pooler";
import { awaiting, processNow } from "./process";
import { type Result, sabotage } from "./sabotage";
import { weather } from "./weather";

type Callback = (error: unknown, result?: unknown) => void;
type Config = { text: string; name?: string; values?: unknown[] };
/** What `pg` keeps to itself: the socket under a client. */
type Internals = pg.Client & { connection: { stream: { destroy(): void } }; database?: string };

const original = {
  query: pg.Client.prototype.query as (this: pg.Client, config: unknown, values?: unknown[]) => Promise<Result>,
  connect: pg.Client.prototype.connect as (this: pg.Client, callback?: Callback) => unknown,
  end: pg.Client.prototype.end as (this: pg.Client, callback?: Callback) => unknown,
  lend: pg.Pool.prototype.connect as (this: pg.Pool, callback?: Callback) => unknown,
};

/** Databases by this prefix are targets; any other that the engine asks is the console's. */
export const targetPrefix = "target_";
/** Clients that ask for their target under this name are the pooler's; it is not looked up. */
export const poolerHost = "localhost";

const isTarget = (client: pg.Client) => Boolean((client as Internals).database?.startsWith(targetPrefix));

/** Stands for a transaction pooler between the engine and its target. */
let pooler: Pooler | null = null;

/** The pooler's own way to the target, and how it chooses among its server connections. */
export function installPooler(url: string): void {
  pooler = new Pooler(url, original);
}

export function reseedPooler(random: () => number): void {
  if (pooler) pooler.random = random;
}

/** What became of transactions whose client is gone: rolled back once this resolves. */
export const poolerSettled = async (): Promise<void> => pooler?.settled();

/** Ends every connection through the pooler, as a restart of the server does. */
export const breakPooled = async (): Promise<void> => pooler?.breakAll();

export const closePooler = async (): Promise<void> => pooler?.close();

function breakOff(client: pg.Client): void {
  if (pooler?.has(client)) pooler.breakOff(client);
  else (client as Internals).connection.stream.destroy();
}

const lost = () => new Error("Connection terminated unexpectedly");

function send(client: pg.Client, config: Config, values: unknown[] | undefined): Promise<Result> {
  if (pooler?.has(client)) return pooler.send(client, config, values);
  return original.query.call(client, config, values);
}

async function ask(client: pg.Client, config: Config, values: unknown[] | undefined): Promise<Result> {
  const to = isTarget(client) ? "target" : "console";
  const run = (text: string, params = values) => send(client, { ...config, text }, params);
  const drop = to === "target" ? weather.dropNow() : null;
  if (drop === "before") {
    breakOff(client);
    throw lost();
  }
  const result = await sabotage.around({ to, text: config.text, values: values ?? config.values ?? [], run });
  if (drop === "after") {
    breakOff(client);
    throw lost();
  }
  return result;
}

function query(this: pg.Client, config: string | Config, values?: unknown[] | Callback, callback?: Callback) {
  const answer = typeof values === "function" ? values : callback;
  const params = typeof values === "function" ? undefined : values;
  const statement = typeof config === "string" ? { text: config } : config;
  const io = { to: isTarget(this) ? "target" : "console", what: statement.text } as const;
  const result = awaiting(io, () => ask(this, statement, params)).then(async (done) => {
    const following = sabotage.following(statement.text);
    if (following) await awaiting({ to: "console", what: "late" }, following);
    return done;
  });
  if (!answer) return result;
  result.then((done) => answer(null, done), answer);
}

/** Puts the seam between the engine and `pg`: every statement of every process comes through `awaiting`. */
export function installPostgresSeam(): void {
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: Parameters<typeof query>) {
      return processNow() ? query.apply(this, args) : Reflect.apply(original.query, this, args);
    },
    connect(this: pg.Client, callback?: Callback) {
      if (!callback || !pooler || !isTarget(this) || this.host !== poolerHost)
        return original.connect.call(this, callback);
      pooler.admit(this);
      // It has no socket of its own to hold on to.
      Object.assign(this, { ref: () => {}, unref: () => {} });
      process.nextTick(callback, null);
    },
    end(this: pg.Client, callback?: Callback) {
      if (!pooler?.has(this)) return original.end.call(this, callback);
      const left = pooler.leave(this);
      if (!callback) return left;
      left.then(() => callback(null), callback);
    },
  });
  // A pool's waiters are served by whoever gives a connection back: each keeps the process it belongs to.
  Object.assign(pg.Pool.prototype, {
    connect(this: pg.Pool, callback?: Callback) {
      return original.lend.call(this, callback && AsyncResource.bind(callback));
    },
  });
}
