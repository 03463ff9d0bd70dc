import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";

/** What a request is allowed with, and until when, in milliseconds since 1970. */
export type Token = { value: string; expiresAt: number };

/** The answer of a server that does not know the token any more. */
export const expired = Symbol("the token has ended");
/** For `otherwise: { 401: Expired }`. */
export const Expired = z.unknown().transform((): typeof expired => expired);

/** A request for a token, shared by parallel calls; a refusal is shared with those soon after it too. */
type Entry = { token: Promise<Token>; refusedUntil?: number };

/** By a hash of what they were got with, in memory only. */
const entries = new Map<string, Entry>();

/** A token that ends while a request is on its way is of no use. */
const marginMillis = 30_000;
/** Many users are read one after the other, and servers lock out whoever is refused as often. */
const refusedMillis = 2_000;

type Grant<T> = {
  /** Who gives it, by the name a person knows. */
  name: string;
  /** What it is got with: credentials that differ get a token of their own. */
  key: unknown;
  obtain(): Promise<Token>;
  /** One request with the token; `expired` for a 401. */
  ask(token: string): Promise<T | typeof expired>;
  /** What to do where a fresh token is refused too. */
  refusedRemedy: string;
};

/** Asks with a kept token, or a fresh one; where the server has forgotten it, once more with another. */
export async function withToken<T>(grant: Grant<T>): Promise<T> {
  const key = createHash("sha256")
    .update(JSON.stringify([grant.name, grant.key]))
    .digest("hex");
  for (let tries = 1; tries <= 2; tries++) {
    const entry = await current(key, grant.obtain);
    const answer = await grant.ask((await entry.token).value);
    if (answer !== expired) return answer;
    forget(key, entry);
  }
  throw new AppError("provider_refused", `${grant.name} does not accept the token that it has just given.`, {
    meaning: "Your table stays as it is.",
    remedy: grant.refusedRemedy,
  });
}

async function current(key: string, obtain: () => Promise<Token>): Promise<Entry> {
  const kept = entries.get(key);
  if (kept && (await isFresh(kept))) return kept;
  if (kept) forget(key, kept);
  const entry: Entry = entries.get(key) ?? { token: obtain() };
  entries.set(key, entry);
  entry.token.catch((error: unknown) => {
    if (error instanceof AppError && error.code === "provider_refused") entry.refusedUntil = Date.now() + refusedMillis;
    else forget(key, entry);
  });
  return entry;
}

const isFresh = (entry: Entry) =>
  entry.token.then(
    ({ expiresAt }) => expiresAt - marginMillis > Date.now(),
    () => (entry.refusedUntil ?? 0) > Date.now(),
  );

/** Only this one: another call may have got another meanwhile. */
function forget(key: string, entry: Entry) {
  if (entries.get(key) === entry) entries.delete(key);
}
