import type { Route } from "next";
import { redirect } from "next/navigation";
import { AcceptInvitation } from "@/components/people/accept-invitation";
import { EnterByInvitation } from "@/components/people/enter-by-invitation";
import { InvitationOver } from "@/components/people/invitation-over";
import { Offer } from "@/components/people/offer";
import { Ways } from "@/components/people/ways";
import { RenderedAtProvider } from "@/components/ui/relative-time";
import { listWays } from "@/lib/accounts/ways";
import { readInvitation } from "@/lib/projects/invitations";
import { currentActor } from "@/lib/session";
import { acceptInvitationAction } from "./actions";

/** Looking uses nothing up: a preview or a scanner may open the link. Only the button below does. */
export default async function InvitePage({ params }: PageProps<"/invite/[token]">) {
  const { token } = await params;
  const actor = await currentActor();
  const found = await readInvitation(actor, token);
  if ("end" in found) return <InvitationOver end={found.end} />;
  // Also where a sign-in that has just accepted it comes back to.
  if ("memberOf" in found) redirect(`/projects/${found.memberOf}` as Route);
  const ways = listWays();
  return (
    <RenderedAtProvider now={Date.now()}>
      <Offer offer={found.offer} />
      {actor ? (
        <AcceptInvitation token={token} name={actor.name} action={acceptInvitationAction} />
      ) : ways.length > 0 ? (
        <>
          <Ways ways={ways} carry={{ invitation: token }} callbackUrl={`/invite/${encodeURIComponent(token)}`} />
          <p className="text-center text-12 text-3">Signing in accepts the invitation. It is good once.</p>
        </>
      ) : (
        <EnterByInvitation token={token} />
      )}
    </RenderedAtProvider>
  );
}
