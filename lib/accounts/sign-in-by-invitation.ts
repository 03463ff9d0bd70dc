import { db } from "@/db/client";
import { joinByInvitation } from "@/db/queries/invitations";
import { hashToken } from "@/lib/crypto";
import { accountName } from "./account-name";
import { createAccount } from "./create-account";
import { type SignedIn, startSession } from "./start-session";
import { listWays } from "./ways";

class Unusable extends Error {}

/**
 * Makes an account of this name and signs it in by an open invitation, which is used up by it. Null where the invitation
 * is not good any more, and wherever a person could sign in as somebody: an account without an identity has no way back.
 * Throws AppError on the field `name`.
 */
export async function signInByInvitation(token: string, name: string, userAgent: string): Promise<SignedIn | null> {
  if (listWays().length > 0) return null;
  const typed = accountName(name);
  return db()
    .transaction(async (tx) => {
      const account = await createAccount(tx, typed, { way: "invitation", invited: true });
      if ((await joinByInvitation(tx, account, hashToken(token))) === "gone") throw new Unusable();
      return startSession(tx, account, userAgent);
    })
    .catch((error: unknown) => {
      if (error instanceof Unusable) return null;
      throw error;
    });
}
