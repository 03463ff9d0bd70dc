import { TimeLeft } from "@/components/ui/relative-time";
import type { OfferView } from "@/lib/projects/views";
import { aRole, roleHints } from "./role-words";

/** What an invitation is for. */
export function Offer({ offer: { project, role, invitedBy, expiresAt } }: { offer: OfferView }) {
  return (
    <div className="grid gap-1 text-center">
      <p>
        {invitedBy} invites you to <b className="font-medium break-words">{project}</b> as {aRole(role)}.
      </p>
      <p className="text-2">{roleHints[role]}</p>
      <p className="text-12 text-3">
        Good once, for another <TimeLeft iso={expiresAt} />.
      </p>
    </div>
  );
}
