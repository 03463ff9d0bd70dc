"use client";
import { ArrowUpRight } from "lucide-react";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button, buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDuration } from "@/lib/format";
import type { TransferStarted } from "@/lib/integrations/views";

export type StartTransfer = (projectId: string) => Promise<TransferStarted>;

type OwnershipCardProps = {
  projectId: string;
  provider: string;
  owner: "operator" | "claimed";
  /** Only an owner of the project may hand it over. */
  start?: StartTransfer;
};

/** Who owns a provider project that Rollcall made, and how a person takes it over. */
export function OwnershipCard({ projectId, provider, owner, start }: OwnershipCardProps) {
  return (
    <Card title={`Project at ${provider}`}>
      <div className="grid gap-3 p-4">
        {owner === "claimed" ? (
          <p>Claimed. It belongs to whoever claimed it at {provider}; the sync goes on as it is.</p>
        ) : (
          <>
            <p>
              Rollcall made this project. It belongs to the operator of this console until somebody claims it at{" "}
              {provider}.
            </p>
            {start && <Claim projectId={projectId} provider={provider} start={start} />}
          </>
        )}
      </div>
    </Card>
  );
}

function Claim({ projectId, provider, start }: { projectId: string; provider: string; start: StartTransfer }) {
  const [started, setStarted] = useState<TransferStarted>();
  const [pending, run] = useTransition();
  if (started?.url)
    return (
      <div className="grid gap-2">
        <p role="status">
          Whoever opens this link and signs in there becomes the owner. It works once, for{" "}
          {formatDuration(started.validForSeconds * 1000)}.
        </p>
        <span className="flex flex-wrap items-center gap-2">
          <a href={started.url} target="_blank" rel="noreferrer" className={buttonClass("primary")}>
            <ArrowUpRight aria-hidden />
            Claim at {provider}
          </a>
          <CopyButton text={started.url} label="Copy the claim link" />
        </span>
      </div>
    );
  return (
    <>
      <Alert error={started?.error} />
      <Button
        busy={pending}
        busyLabel="Asking for a link"
        className="justify-self-start"
        onClick={() => run(async () => setStarted(await start(projectId)))}
      >
        Claim project
      </Button>
    </>
  );
}
