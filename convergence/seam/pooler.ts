import pg from "pg";
import type { Result } from "./sabotage";

type Config = { text: string; name?: string };
type Original = {
  query(this: pg.Client, config: unknown, values?: unknown[]): Promise<Result>;
  connect(this: pg.Client): unknown;
  end(this: pg.Client): unknown;
};
type Session = { server: pg.Client | null; isBroken: boolean };

/**
 * What a transaction pooler does to its clients: each statement outside a transaction, and each transaction, runs on
 * whichever server connection is free, and what a session leaves behind on one (settings, named statements) is another's
 * to find. A client that goes away in a transaction has it rolled back.
 */
export class Pooler {
  private readonly free: pg.Client[] = [];
  private readonly lost = new WeakSet<pg.Client>();
  private readonly sessions = new Map<pg.Client, Session>();
  private readonly ending = new Set<Promise<unknown>>();

  random = Math.random;

  constructor(
    private readonly url: string,
    private readonly original: Original,
  ) {}

  has(client: pg.Client): boolean {
    return this.sessions.has(client);
  }

  admit(client: pg.Client): void {
    this.sessions.set(client, { server: null, isBroken: false });
  }

  async send(client: pg.Client, config: Config, values: unknown[] | undefined): Promise<Result> {
    if (config.name) throw new Error("a named statement does not survive a transaction pooler");
    const session = this.sessions.get(client);
    if (!session || session.isBroken) throw new Error("Client has encountered a connection error and is not queryable");
    const server = session.server ?? (await this.take());
    if (/^\s*begin\b/i.test(config.text)) session.server = server;
    try {
      return await this.original.query.call(server, config, values);
    } finally {
      if (/^\s*(commit|rollback)\b/i.test(config.text)) session.server = null;
      if (session.server !== server) this.giveBack(server);
    }
  }

  breakOff(client: pg.Client): void {
    const session = this.sessions.get(client);
    if (!session) return;
    if (session.isBroken) return;
    session.isBroken = true;
    this.rollBack(session);
    // As `pg` does, so that a pool forgets the client.
    Object.assign(client, { _queryable: false });
    client.emit("error", new Error("Connection terminated unexpectedly"));
  }

  async breakAll(): Promise<void> {
    for (const client of [...this.sessions.keys()]) this.breakOff(client);
    await this.settled();
  }

  async leave(client: pg.Client): Promise<void> {
    const session = this.sessions.get(client);
    this.sessions.delete(client);
    if (session) this.rollBack(session);
    await this.settled();
  }

  async settled(): Promise<void> {
    await Promise.all(this.ending);
  }

  async close(): Promise<void> {
    await this.settled();
    await Promise.all(this.free.splice(0).map((server) => this.original.end.call(server)));
  }

  private rollBack(session: Session): void {
    const { server } = session;
    session.server = null;
    if (!server) return;
    const ended = this.original.query
      .call(server, "rollback")
      .then(() => this.giveBack(server))
      // The server has gone first, and rolled it back by itself.
      .catch(() => {})
      .finally(() => this.ending.delete(ended));
    this.ending.add(ended);
  }

  private giveBack(server: pg.Client): void {
    if (!this.lost.has(server)) this.free.push(server);
  }

  private forget(server: pg.Client): void {
    this.lost.add(server);
    const at = this.free.indexOf(server);
    if (at >= 0) this.free.splice(at, 1);
  }

  private async take(): Promise<pg.Client> {
    const [server] = this.free.splice(Math.floor(this.random() * this.free.length), 1);
    if (server) return server;
    const opened = new pg.Client({ connectionString: this.url, application_name: "pooler" });
    opened.on("error", () => this.forget(opened));
    await this.original.connect.call(opened);
    return opened;
  }
}
