import type { Tx } from "@/db/queries/members";
import { accounts, auditLog } from "@/db/schema";

/** A new account, without any project; `detail` says in the audit log how it came to be. */
export async function createAccount(tx: Tx, name: string, detail: { way: string; invited: boolean }) {
  const [account] = await tx.insert(accounts).values({ name }).returning();
  if (!account) throw new Error("the account was not stored");
  await tx
    .insert(auditLog)
    .values({ actor: name, accountId: account.id, verb: "account.create", outcome: "done", detail });
  return account;
}
