import type { Metadata } from "next";
import { AccountFrame } from "@/components/people/account-frame";
import { Card } from "@/components/ui/card";
import { listSessions } from "@/lib/accounts/sessions";
import { requireActor } from "@/lib/session";
import { revokeSessionAction } from "./actions";
import { SessionRow } from "./session-row";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const sessions = await listSessions(await requireActor());
  return (
    <AccountFrame>
      <p className="max-w-[88ch] text-2">
        Every browser that is signed in as you. Ending a session signs that browser out at its next request.
      </p>
      <Card label="Sessions">
        <ul>
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} action={revokeSessionAction} />
          ))}
        </ul>
      </Card>
    </AccountFrame>
  );
}
