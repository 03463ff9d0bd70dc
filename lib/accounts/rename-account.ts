import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { accounts } from "@/db/schema";
import { audited } from "@/lib/audit";
import type { Actor } from "@/lib/projects/views";
import { accountName } from "./account-name";

/** What others see of the actor from now on; entries of the audit log keep the name of their time. */
export const renameAccount = (actor: Actor, input: { name: string }): Promise<void> =>
  audited(actor, { verb: "account.rename" }, async () => {
    await db()
      .update(accounts)
      .set({ name: accountName(input.name) })
      .where(eq(accounts.id, actor.accountId));
  });
