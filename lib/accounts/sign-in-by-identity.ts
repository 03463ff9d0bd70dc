import { db } from "@/db/client";
import {
  findAccountOf,
  findFirstOwner,
  type Identity,
  insertIdentity,
  lockIdentity,
  updateEmail,
} from "@/db/queries/identities";
import { joinByInvitation } from "@/db/queries/invitations";
import type { Tx } from "@/db/queries/members";
import { hashToken } from "@/lib/crypto";
import { log } from "@/lib/log";
import { isAllowed } from "./allow-list";
import { createAccount } from "./create-account";
import { type SignedIn, startSession } from "./start-session";

/** Why somebody whom an issuer vouches for does not come in. */
export type Refusal = "stranger" | "invitation" | "no-owner";

/** Rolls back whatever was begun for somebody who is then refused. */
class Refused extends Error {
  constructor(readonly reason: Refusal) {
    super(reason);
  }
}

type Visit = { userAgent: string; invitation?: string };

/**
 * Signs in whoever has this identity: a known one; one who holds an open invitation, which is used up by it; or one whose
 * verified address is on the allow list, who gets an account and no project. Everybody else is refused and leaves no trace.
 */
export const signInByIdentity = async (identity: Identity, visit: Visit): Promise<SignedIn | { refused: Refusal }> =>
  db()
    .transaction((tx) => enter(tx, identity, visit))
    .catch((error: unknown) => {
      if (!(error instanceof Refused)) throw error;
      log.warn({ provider: identity.provider, reason: error.reason }, "a sign-in was refused");
      return { refused: error.reason };
    });

async function enter(tx: Tx, identity: Identity, { userAgent, invitation }: Visit): Promise<SignedIn> {
  await lockIdentity(tx, identity);
  const known = await findAccountOf(tx, identity);
  if (known) await updateEmail(tx, identity);
  const account = known ?? (await admit(tx, identity, invitation !== undefined));
  if (invitation !== undefined && (await joinByInvitation(tx, account, hashToken(invitation))) === "gone") {
    throw new Refused("invitation");
  }
  return startSession(tx, account, userAgent);
}

async function admit(tx: Tx, identity: Identity, isInvited: boolean) {
  if (!isInvited && !isAllowed(identity.email)) throw new Refused("stranger");
  // The one-time link signs in the oldest account: nobody else's may come to be that.
  if (!(await findFirstOwner(tx))) throw new Refused("no-owner");
  const account = await createAccount(tx, identity.name, { way: identity.provider, invited: isInvited });
  await insertIdentity(tx, account.id, identity);
  return account;
}
