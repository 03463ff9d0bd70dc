import type { Metadata } from "next";
import { AccountFrame } from "@/components/people/account-frame";
import { AccountNameCard } from "@/components/people/account-name-card";
import { IdentitiesCard } from "@/components/people/identities-card";
import { Linked } from "@/components/people/linked";
import { getAccount } from "@/lib/accounts/identities";
import { listWays } from "@/lib/accounts/ways";
import { requireActor } from "@/lib/session";
import { renameAccountAction, unlinkIdentityAction } from "./actions";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage({ searchParams }: PageProps<"/account">) {
  const account = await getAccount(await requireActor());
  const ways = listWays();
  return (
    <AccountFrame>
      <Linked outcome={(await searchParams).linked} ways={ways} />
      <AccountNameCard name={account.name} action={renameAccountAction} />
      <IdentitiesCard account={account} ways={ways} unlink={unlinkIdentityAction} />
    </AccountFrame>
  );
}
