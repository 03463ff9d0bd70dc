"use client";
import { CircleCheck, CircleDashed } from "lucide-react";
import { useId } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { CodeBlock } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import { StateText } from "@/components/ui/state-text";
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
        <p className="text-2">
          {webhook.lastEventAt
            ? "Events arrive. These are its settings."
            : "Until it sends events, the other ways find changes."}
        </p>
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
      {webhook.snippet && (
        <figure className="grid gap-1">
          <figcaption className="font-medium">{webhook.snippet.title}</figcaption>
          <CodeBlock
            code={webhook.snippet.code}
            label={webhook.snippet.title}
            copy
            className="rounded-2 border border-line"
          />
        </figure>
      )}
      {webhook.secretFrom === "rollcall" ? (
        <WebhookSecretReveal projectId={projectId} reveal={revealSecret} />
      ) : (
        <WebhookSecretForm projectId={projectId} save={saveSecret} known={webhook.hasSecret} />
      )}
      <FirstDelivery webhook={webhook} />
    </section>
  );
}

/** Moves by itself: the page asks for the status every few seconds. */
const FirstDelivery = ({ webhook: { lastEventAt } }: { webhook: WebhookView }) => (
  <p role="status" className="flex items-center gap-2 font-medium">
    {lastEventAt ? (
      <StateText tone="ok" icon={CircleCheck}>
        Received
      </StateText>
    ) : (
      <StateText tone="accent" icon={CircleDashed}>
        Waiting for the first delivery
      </StateText>
    )}
    {lastEventAt && <RelativeTime iso={lastEventAt} className="font-normal text-2" />}
  </p>
);
