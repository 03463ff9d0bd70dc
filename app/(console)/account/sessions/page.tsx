import type { Metadata } from "next";
import { Page } from "@/components/shell/page";
import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { listSessions } from "@/lib/accounts/sessions";
import { requireActor } from "@/lib/session";
import { revokeSessionAction } from "./actions";
import { SessionRow } from "./session-row";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage() {
  const sessions = await listSessions(await requireActor());
  return (
    <Page width="form">
      <PageHead title="Sessions" />
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
    </Page>
  );
}
