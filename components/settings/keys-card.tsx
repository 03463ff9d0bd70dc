import { KeyRound, Unplug } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { RotateSecret } from "@/components/integrations/rotate-secret";
import type { FormAction } from "@/components/projects/form-action";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { IntegrationStatus } from "@/lib/integrations/views";

type Props = { projectId: string; status: Pick<IntegrationStatus, "provider" | "listening" | "schema"> };

/** By what Rollcall proves itself to the provider, and the provider itself to Rollcall. */
export function KeysCard({ projectId, status, rotate }: Props & { rotate: FormAction }) {
  const { provider, listening } = status;
  const { webhook } = listening;
  return (
    <Card title="Keys">
      <div className="grid gap-3 p-4">
        <p className="max-w-[88ch] text-2">
          The sync goes on with the key it has until {provider.name} has accepted the new one for the same project.
        </p>
        <Link
          href={`/projects/${projectId}/auth/credentials` as Route}
          className={`${buttonClass()} justify-self-start`}
        >
          <KeyRound aria-hidden />
          Replace credentials
        </Link>
        {webhook?.lastEventAt && webhook.reachable && (
          <RotateSecret projectId={projectId} webhook={webhook} provider={provider.name} rotate={rotate} />
        )}
      </div>
    </Card>
  );
}

/** Where an integration ends. */
export const DisconnectCard = ({ projectId, status: { provider, schema } }: Props) => (
  <Card title="Disconnect">
    <div className="grid gap-3 p-4">
      <p className="max-w-[88ch] text-2">
        Syncing with {provider.name} ends and the stored key is erased. <code>{schema}.users_sync</code> stays unless
        you ask for it to be dropped; the next page shows what that would break.
      </p>
      <Link href={`/projects/${projectId}/auth/disconnect` as Route} className={`${buttonClass()} justify-self-start`}>
        <Unplug aria-hidden />
        Disconnect {provider.name}
      </Link>
    </div>
  </Card>
);
