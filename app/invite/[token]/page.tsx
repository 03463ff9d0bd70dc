import { Clock } from "lucide-react";
import type { Route } from "next";
import { redirect } from "next/navigation";
import { AcceptInvitation } from "@/components/people/accept-invitation";
import { EnterByInvitation } from "@/components/people/enter-by-invitation";
import { Offer } from "@/components/people/offer";
import { Ways } from "@/components/people/ways";
import { Notice } from "@/components/ui/notice";
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
  if (!found) {
    return (
      <Notice tone="warn" icon={Clock} title="This invitation is no longer good.">
        It was used, taken back, or its time is over. Ask whoever sent it for a new one.
      </Notice>
    );
  }
  if (found.memberOf !== null) redirect(`/projects/${found.memberOf}` as Route);
  const ways = listWays();
  return (
    <RenderedAtProvider now={Date.now()}>
      <Offer offer={found.offer} />
      {actor ? (
        <AcceptInvitation token={token} name={actor.name} action={acceptInvitationAction} />
      ) : ways.length > 0 ? (
        <>
          <Ways ways={ways} carry={{ invitation: token }} />
          <p className="text-center text-12 text-3">Signing in accepts the invitation. It is good once.</p>
        </>
      ) : (
        <EnterByInvitation token={token} />
      )}
    </RenderedAtProvider>
  );
}
