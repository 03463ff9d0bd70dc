import type { Guard } from "./guards";
import { asSuite, onDeath, processNow } from "./process";
import { type Result, type Statement, sabotage, tools, untouched } from "./sabotage";

type Around = typeof untouched;

const guardOf = /rollcall\.\w+_row_versions as v/;

/** Another text in its place. A guard whose text is not as expected any more must not pass for one that was taken away. */
function rewrite(from: string, to: string): Around {
  return (statement) => {
    if (!guardOf.test(statement.text)) return statement.run(statement.text);
    if (!statement.text.includes(from)) throw new Error(`--without: ${from} is not in the guarded write any more`);
    sabotage.hits++;
    return statement.run(statement.text.replaceAll(from, to));
  };
}

const isUpdate = (table: string, column: string) => {
  const text = new RegExp(`^update "${table}" set [^;]*"${column}" = `);
  return ({ to, text: found }: Statement) => to === "console" && text.test(found);
};

/** The row is marked, and nothing is left that keeps a slower, older read out. */
async function tombstone({ text, run }: Statement): Promise<Result> {
  const result = await run(text);
  if (!/^\s*update \w+\.users_sync set deleted_at = now\(\)/.test(text)) return result;
  sabotage.hits++;
  await run("delete from rollcall.neon_auth_row_versions where deleted", []);
  return result;
}

/** Acknowledged from memory; written when the next drain begins, unless a process has died by then. */
let unwritten: (() => Promise<unknown>)[] = [];
onDeath.add(() => {
  unwritten = [];
});
async function durableAck({ text, values, run }: Statement): Promise<Result> {
  const kind = processNow()?.kind;
  if (kind === "receive" && /^insert into "changes"/.test(text)) {
    sabotage.hits++;
    // `run` belongs to a client that is given back by then.
    unwritten.push(() => asSuite(() => tools.elsewhere(text, values)));
    return { rows: [[0]], rowCount: 1 };
  }
  if (kind === "drain") for (const write of unwritten.splice(0)) await write();
  return run(text);
}

/** The walk's checkpoint moves on before its page is written. */
async function checkpointOrder(statement: Statement): Promise<Result> {
  const { text, values, run } = statement;
  if (processNow()?.kind === "walk" && text.includes("with input as materialized")) {
    sabotage.hits++;
    const [line = ""] = String(values[0]).split("\n");
    await asSuite(() => tools.saveCursor(JSON.parse(line).id));
  }
  return run(text);
}

/** The flag falls after the inbox was read, so what arrived in between wakes nobody. */
let late: (() => Promise<unknown>) | null = null;
const clears = isUpdate("integrations", "wake");
async function wake(statement: Statement): Promise<Result> {
  const { text, values, run } = statement;
  if (processNow()?.kind !== "drain" || !clears(statement)) return run(text);
  sabotage.hits++;
  late = () => asSuite(() => tools.elsewhere(text, values));
  return { rows: [], rowCount: 1 };
}
function clearLate(text: string): (() => Promise<unknown>) | null {
  if (processNow()?.kind !== "drain" || !/^select .* from "changes"/.test(text)) return null;
  const clear = late;
  late = null;
  return clear;
}

/** What each `--without` takes away. Those without a statement of their own are the model provider's to leave out. */
const arounds: Record<Guard, Around> = {
  floor: rewrite("v.seq < $2::bigint", "$2::bigint is not null"),
  "fresh-seq": rewrite("nextval('rollcall.clock') as seq", "$2::bigint as seq"),
  tombstone,
  confirm: untouched,
  identity: untouched,
  "durable-ack": durableAck,
  "checkpoint-order": checkpointOrder,
  wake,
};

/** Takes one guard away from now on. */
export function takeAway(guard: Guard): void {
  sabotage.without = guard;
  sabotage.around = arounds[guard];
  if (guard === "wake") sabotage.following = clearLate;
}

/** Everything is as it was. */
export function giveBack(): void {
  Object.assign(sabotage, { without: null, hits: 0, around: untouched, following: () => null });
  unwritten = [];
  late = null;
}
