"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { WebhookView } from "@/lib/integrations/views";

type RotateSecretProps = { projectId: string; webhook: WebhookView; provider: string; rotate: FormAction };

/** Changes the signing secret while events go on coming: both are valid until the new one has signed an event. */
export function RotateSecret({ projectId, webhook, provider, rotate }: RotateSecretProps) {
  const [state, action, pending] = useActionState(rotate, {});
  const byHand = webhook.mode === "manual";
  if (webhook.changingSecret)
    return (
      <p role="status" className="border-t border-line pt-3 text-2">
        Two signing secrets are valid. The old one ends with the first event that the new one signed
        {byHand && webhook.secretFrom === "rollcall" && `: show the new one above and paste it at ${provider}`}.
      </p>
    );
  if (byHand && webhook.secretFrom === "provider") return null;
  return (
    <Form action={action} pending={pending} className="grid gap-2 border-t border-line pt-3">
      <input type="hidden" name="projectId" value={projectId} />
      <Alert error={formError(state)} />
      <Button type="submit" size="small" busy={pending} busyLabel="Changing" className="justify-self-start">
        Change the signing secret
      </Button>
    </Form>
  );
}
