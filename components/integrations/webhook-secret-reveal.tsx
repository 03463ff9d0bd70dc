"use client";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { PublicError } from "@/lib/errors";
import type { RevealSecret } from "./webhook-setup";

/** The signing secret stays on the server until it is asked for; asking is in the audit log. */
export function WebhookSecretReveal({ projectId, reveal }: { projectId: string; reveal: RevealSecret }) {
  const [shown, setShown] = useState<{ secret?: string; error?: PublicError }>({});
  const [pending, start] = useTransition();
  const { secret, error } = shown;
  return (
    <div className="grid gap-1">
      <span className="flex min-h-control-sm items-center justify-between font-medium">
        Signing secret
        {secret ? (
          <CopyButton text={secret} label="Copy the signing secret" />
        ) : (
          <Button
            size="small"
            busy={pending}
            busyLabel="Showing"
            onClick={() => start(async () => setShown(await reveal(projectId)))}
          >
            Show
          </Button>
        )}
      </span>
      <code className="rounded-2 border border-line bg-subtle px-2.5 py-1.5">{secret ?? "••••••••••••••••"}</code>
      <Alert error={error} />
    </div>
  );
}
