import { isDeepStrictEqual } from "node:util";
import type { Mail, Raw, World } from "../model/world";
import type { Stage } from "../stage/stage";
import type { Logged, Row } from "../stage/target";
import { Violation } from "./violation";

const born = (raw: Raw) => new Date(Date.UTC(2026, 0, 1) + raw.born * 1000);

/** Volatile fields aside; `updated_at` counts where it is the provider's own. */
const comparable = ({ seen: _, ...raw }: Record<string, unknown>) => raw;

function differs(row: Row | undefined, raw: Raw | null, timed: boolean): string | null {
  if (!raw) return row && !row.deleted ? "is live in the table and gone at the provider" : null;
  if (!row) return "is missing from the table";
  if (row.deleted) return "is marked deleted and there at the provider";
  const expected = {
    name: raw.name,
    email: raw.email,
    created: born(raw),
    updated: timed ? new Date(raw.updated_at ?? 0) : null,
    raw: comparable(raw),
  };
  const found = {
    name: row.name,
    email: row.email,
    created: new Date(row.created_at ?? 0),
    updated: timed ? new Date(row.updated_at ?? 0) : null,
    raw: comparable(row.raw),
  };
  if (isDeepStrictEqual(found, expected)) return null;
  return `holds version ${row.raw.version}, the provider has ${raw.version}`;
}

/** Both sides joined in full. */
export async function checkParity(stage: Stage, world: World): Promise<void> {
  const rows = new Map((await stage.target.rows()).map((row) => [row.id, row]));
  for (const id of new Set([...rows.keys(), ...world.ids()])) {
    const difference = differs(rows.get(id), world.now(id).raw, world.timed);
    if (difference) throw new Violation("parity", `${id} ${difference}`);
  }
}

/** Before any reconcile: whoever's last change was acknowledged is as at the provider, unless it waits for a person. */
export async function checkAcknowledged(stage: Stage, world: World): Promise<void> {
  const [rows, inbox] = await Promise.all([stage.target.rows(), stage.console.inbox()]);
  const parked = new Set(inbox.filter(({ state }) => state === "parked").map(({ user_id }) => user_id));
  const isOwed = (mail: Mail) => mail.accepted && !mail.undone && mail.version === world.now(mail.userId).version;
  for (const { userId, eventId, kind } of world.mails.filter(isOwed)) {
    if (parked.has(userId)) continue;
    const row = rows.find(({ id }) => id === userId);
    const difference = differs(row, world.now(userId).raw, world.timed);
    if (difference) throw new Violation("acknowledged", `${eventId} (${kind}) got a 2xx, but ${userId} ${difference}`);
  }
}

/** Every event with a 2xx is one inbox row in a settled state, and nothing else got in. */
export async function checkInbox(stage: Stage, world: World): Promise<void> {
  const inbox = await stage.console.inbox();
  for (const { event_id, state } of inbox) {
    if (event_id.startsWith("forged")) throw new Violation("forged", `${event_id} is in the inbox`);
    if (!["applied", "superseded", "parked"].includes(state)) throw new Violation("inbox", `${event_id} is ${state}`);
  }
  for (const { eventId, accepted } of world.mails) {
    const count = inbox.filter(({ event_id }) => event_id === eventId).length;
    if (accepted ? count !== 1 : count > 1) throw new Violation("inbox", `${eventId} is there ${count} times`);
  }
}

/**
 * A saved checkpoint never precedes its rows: everybody on the page before it is stored, at least as they were there. Two
 * processes may have been given that page; the checkpoint is that of one of them.
 */
export async function checkCheckpoint(stage: Stage, world: World): Promise<void> {
  const run = await stage.console.cursor();
  if (!run || (run.phase === "pages" && run.cursor === null)) return;
  const next = run.phase === "pages" ? run.cursor : null;
  const pages = world.pages.filter((served) => served.next === next);
  if (pages.length === 0 || pages.some(({ undone }) => undone)) return;
  const stored = await stage.target.versions();
  const missing = pages.map(({ users }) => users.find((user) => !isStored(world, user, stored.get(user.id))));
  const [user] = missing;
  if (!user || missing.includes(undefined)) return;
  const { id, version } = user;
  throw new Violation("checkpoint", `the walk is past ${id}, version ${version}, and the table has ${stored.get(id)}`);
}

/** A walk that came to its end has stored everybody whom it was shown. */
export async function checkWalked(stage: Stage, world: World): Promise<void> {
  const stored = await stage.target.versions();
  const users = world.pages.flatMap((page) => (page.undone ? [] : page.users));
  const missing = users.find((user) => !isStored(world, user, stored.get(user.id)));
  if (missing)
    throw new Violation("checkpoint", `a walk has ended, was shown ${missing.id}, and has not stored this user`);
}

/** `held`: the version in the table; null where only a tombstone is left, undefined where there is nothing. */
function isStored(world: World, { id, version }: { id: string; version: number }, held: number | null | undefined) {
  if (held === undefined) return false;
  if (held !== null) return held >= version;
  return world.past(id).some((state) => !state.raw && state.version > version);
}

type Place = { version: number; deleted: boolean };

/** The states of every row in the order of their commits never go back in the provider's history. */
export async function checkLog(stage: Stage, world: World): Promise<void> {
  let places = new Map<string, Place>();
  for (const entry of await stage.target.logged()) {
    if (entry.what === "restore") places = new Map();
    else if (entry.what === "base") places.set(entry.id, entry);
    else places.set(entry.id, step(world, places.get(entry.id), entry));
  }
}

/** The deletion that a mark stands for: the first one after what the row held. */
const deletionAfter = (world: World, id: string, version: number) =>
  world.past(id).find((state) => !state.raw && state.version > version)?.version;

function step(world: World, before: Place | undefined, { what, id, deleted, version }: Logged): Place {
  if (what === "DELETE") throw new Violation("falseDeletion", `the row of ${id} was removed`);
  const from = before?.version ?? 0;
  if (!deleted) {
    if (before?.deleted && version <= from) throw new Violation("resurrection", `${id} lives again, at ${version}`);
    if (version < from) throw new Violation("backward", `${id} went from ${from} to ${version}`);
    return { version, deleted };
  }
  if (before?.deleted) return before;
  const deletion = deletionAfter(world, id, from);
  if (deletion === undefined) throw new Violation("falseDeletion", `${id} was marked, and is there since ${from}`);
  return { version: deletion, deleted };
}
