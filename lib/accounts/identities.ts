import { db } from "@/db/client";
import {
  deleteIdentity,
  findAccountOf,
  findFirstOwner,
  type Identity,
  insertIdentity,
  lockAccount,
  lockIdentity,
  selectIdentities,
} from "@/db/queries/identities";
import { audited } from "@/lib/audit";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/projects/views";
import type { AccountView } from "./views";
import { isWayOf, wayName } from "./ways";

/** The actor's own account and by which identities they come in. */
export async function getAccount(actor: Actor): Promise<AccountView> {
  const rows = await selectIdentities(db(), actor.accountId);
  return {
    name: actor.name,
    entersByLink: (await findFirstOwner(db()))?.id === actor.accountId,
    identities: rows.map(({ provider, subject, email, createdAt }) => ({
      ...{ provider, subject, email },
      way: wayName(provider),
      createdAt: createdAt.toISOString(),
    })),
  };
}

/** Gives the actor another way in. AppError `conflict` for an identity of another account: it is never moved. */
export const linkIdentity = (actor: Actor, identity: Identity): Promise<void> =>
  audited(actor, { verb: "account.link-identity", detail: { way: identity.provider } }, () =>
    db().transaction(async (tx) => {
      await lockIdentity(tx, identity);
      const owner = await findAccountOf(tx, identity);
      if (!owner) return void (await insertIdentity(tx, actor.accountId, identity));
      if (owner.id !== actor.accountId) throw new AppError("conflict", "This identity belongs to another account.");
    }),
  );

/** Takes a way in from the actor. AppError `not_found`, or `conflict` where it is the last one that works. */
export const unlinkIdentity = (actor: Actor, identity: Pick<Identity, "provider" | "subject">): Promise<void> =>
  audited(actor, { verb: "account.unlink-identity", detail: { way: identity.provider } }, () =>
    db().transaction(async (tx) => {
      await lockAccount(tx, actor.accountId);
      const all = await selectIdentities(tx, actor.accountId);
      const others = all.filter((one) => one.provider !== identity.provider || one.subject !== identity.subject);
      if (others.length === all.length) throw new AppError("not_found", "Your account has no such identity.");
      const entersByLink = (await findFirstOwner(tx))?.id === actor.accountId;
      if (!entersByLink && !others.some(isWayOf)) throw lastWayIn();
      await deleteIdentity(tx, actor.accountId, identity);
    }),
  );

const lastWayIn = () =>
  new AppError("conflict", "This is the last way into your account.", {
    meaning: "It stays linked. Without it nobody could sign in as you.",
    remedy: "Link another identity first.",
  });
