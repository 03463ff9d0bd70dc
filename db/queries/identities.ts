import { and, asc, eq, sql } from "drizzle-orm";
import { accounts, identities } from "@/db/schema";
import type { Tx } from "./members";

/** Who somebody is at an issuer. `email` only where the issuer has verified it. */
export type Identity = { provider: string; subject: string; name: string; email: string | null };

type Pair = Pick<Identity, "provider" | "subject">;

const pair = ({ provider, subject }: Pair) => and(eq(identities.provider, provider), eq(identities.subject, subject));

/** Until the end of the transaction nobody else decides about this identity: one person in two tabs is one account. */
export async function lockIdentity(tx: Tx, { provider, subject }: Pair): Promise<void> {
  const key = `rollcall:identity:${JSON.stringify([provider, subject])}`;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
}

/** Whose identity it is. Undefined for a stranger's. */
export async function findAccountOf(tx: Tx, identity: Pair) {
  const [found] = await tx
    .select({ id: accounts.id, name: accounts.name })
    .from(identities)
    .innerJoin(accounts, eq(accounts.id, identities.accountId))
    .where(pair(identity));
  return found;
}

/** Gives an account this identity. False where it is somebody's already. */
export async function insertIdentity(tx: Tx, accountId: string, { provider, subject, email }: Identity) {
  const added = await tx
    .insert(identities)
    .values({ provider, subject, email, accountId })
    .onConflictDoNothing()
    .returning();
  return added.length > 0;
}

/** Keeps the address under which a person is known at the issuer by now. */
export async function updateEmail(tx: Tx, { email, ...identity }: Identity): Promise<void> {
  if (email) await tx.update(identities).set({ email }).where(pair(identity));
}

export const selectIdentities = (tx: Tx, accountId: string) =>
  tx.select().from(identities).where(eq(identities.accountId, accountId)).orderBy(asc(identities.createdAt));

export async function deleteIdentity(tx: Tx, accountId: string, identity: Pair): Promise<void> {
  await tx.delete(identities).where(and(pair(identity), eq(identities.accountId, accountId)));
}

/** The account whom the one-time link signs in: the first there was. Undefined before that. */
export async function findFirstOwner(tx: Tx) {
  const [first] = await tx.select().from(accounts).orderBy(asc(accounts.createdAt)).limit(1);
  return first;
}

/** One change of an account's own sign-in at a time. */
export async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.select({ id: accounts.id }).from(accounts).where(eq(accounts.id, accountId)).for("no key update");
}
