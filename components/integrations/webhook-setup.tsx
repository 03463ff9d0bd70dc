"use client";
import { useId } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { CopyButton } from "@/components/ui/copy-button";
import type { PublicError } from "@/lib/errors";
import type { WebhookView } from "@/lib/integrations/views";
import { WebhookSecretForm } from "./webhook-secret-form";
import { WebhookSecretReveal } from "./webhook-secret-reveal";

export type RevealSecret = (
  projectId: string,
) => Promise<{ secret: string; error?: undefined } | { secret?: undefined; error: PublicError }>;

export type WebhookSetupProps = {
  projectId: string;
  canAct: boolean;
  webhook: WebhookView;
  provider: string;
  saveSecret: FormAction;
  revealSecret: RevealSecret;
};

/** What a person has to do where the provider cannot be told by API. */
export function WebhookSetup({ webhook, provider, projectId, saveSecret, revealSecret }: WebhookSetupProps) {
  const title = useId();
  return (
    <section aria-labelledby={title} className="grid gap-3 border-t border-line pt-4">
      <div>
        <h3 id={title} className="font-medium">
          Set up the webhook at {provider}
        </h3>
        <p className="text-2">Until it sends events, changes are found by the full check.</p>
      </div>
      <ol className="grid list-decimal gap-1.5 pl-4.5 marker:text-3">
        {webhook.instructions.map((instruction) => (
          <li key={instruction}>{instruction}</li>
        ))}
      </ol>
      <div className="grid gap-1">
        <span className="flex items-center justify-between font-medium">
          Endpoint <CopyButton text={webhook.url} label="Copy the endpoint" />
        </span>
        <code className="rounded-2 border border-line bg-subtle px-2.5 py-1.5">{webhook.url}</code>
      </div>
      {webhook.secretFrom === "rollcall" ? (
        <WebhookSecretReveal projectId={projectId} reveal={revealSecret} />
      ) : (
        <WebhookSecretForm projectId={projectId} save={saveSecret} />
      )}
    </section>
  );
}
