import { once } from "node:events";
import type { Duplex } from "node:stream";
import pg from "pg";
import type { ProviderUser } from "@/lib/providers/types";
import { inBatches } from "./users";

/** What `pg` gives a query of one's own to speak with; its types leave the COPY part out. */
type Wire = { query(text: string): void; sendCopyFromChunk(chunk: Buffer): void; endCopyFrom(): void; stream: Duplex };

/** What any COPY is to `pg`: a query of one's own. `done` settles with the server's answer. */
abstract class Copy {
  readonly done: Promise<void>;
  #settle: (error?: Error) => void = () => {};

  constructor(private readonly text: string) {
    this.done = new Promise((resolve, reject) => {
      this.#settle = (error) => (error ? reject(error) : resolve());
    });
  }

  submit(connection: unknown): void {
    (connection as Wire).query(this.text);
  }

  handleCommandComplete(): void {}

  handleError(error: Error): void {
    this.#settle(error);
  }

  handleReadyForQuery(): void {
    this.#settle();
  }
}

/** `COPY … FROM STDIN`. */
class CopyIn extends Copy {
  constructor(
    text: string,
    private readonly chunks: Iterable<Buffer>,
  ) {
    super(text);
  }

  async handleCopyInResponse(connection: unknown): Promise<void> {
    const wire = connection as Wire;
    for (const chunk of this.chunks) {
      wire.sendCopyFromChunk(chunk);
      if (wire.stream.writableNeedDrain) await once(wire.stream, "drain");
    }
    wire.endCopyFrom();
  }
}

/** `COPY … TO STDOUT`. */
class CopyOut extends Copy {
  constructor(
    text: string,
    private readonly take: (chunk: Buffer) => void,
  ) {
    super(text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    this.take(chunk);
  }
}

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };
const field = (value: string | null) =>
  value === null ? "\\N" : value.replace(special, (found) => escapes[found] ?? found);

/** Rows in COPY's text format. https://www.postgresql.org/docs/current/sql-copy.html */
function encode(users: ProviderUser[]): Buffer {
  const lines = users.map(({ id, name, email, createdAt, updatedAt, raw }) =>
    [id, name, email, createdAt, updatedAt, null, JSON.stringify(raw)].map(field).join("\t"),
  );
  return Buffer.from(`${lines.join("\n")}\n`);
}

const columns = "id, name, email, created_at, updated_at, deleted_at, raw_json";
const copyIn = `copy neon_auth.users_sync (${columns}) from stdin`;
const copyOut = `copy (select ${columns} from neon_auth.users_sync) to stdout`;

function copy(client: pg.Client, chunks: Iterable<Buffer>): Promise<void> {
  return client.query(new CopyIn(copyIn, chunks)).done;
}

/** One COPY, one commit. */
export async function copyAll(connectionString: string, users: ProviderUser[]): Promise<void> {
  await withClient(connectionString, (client) => copy(client, encoded(users)));
}

/** Every row of the table, as it comes. */
export const readAll = (connectionString: string, take: (chunk: Buffer) => void): Promise<void> =>
  withClient(connectionString, (client) => client.query(new CopyOut(copyOut, take)).done);

function* encoded(users: ProviderUser[]): Generator<Buffer> {
  for (const batch of inBatches(users)) yield encode(batch);
}

/** A COPY and a commit for each batch, the next batch prepared while one runs. */
export const copyBatches = (client: pg.Client, batches: ProviderUser[][]): Promise<void> =>
  overlapped(batches, (batch) => copy(client, [encode(batch)]));

/** `send` prepares at once and then waits its turn; so one batch is prepared while the one before it runs. */
export async function overlapped<T>(batches: T[], send: (batch: T) => Promise<unknown>): Promise<void> {
  let running: Promise<unknown> = Promise.resolve();
  for (const batch of batches) {
    const next = send(batch);
    await running;
    running = next;
  }
  await running;
}

export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
