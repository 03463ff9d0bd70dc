"use client";
import { useActionState, useState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { SecretField } from "@/components/ui/secret-field";
import type { ActionState } from "@/lib/action";

/** Where the provider makes the signing secret, it is pasted here. */
export function WebhookSecretForm({ projectId, save, known }: { projectId: string; save: FormAction; known: boolean }) {
  const [saves, setSaves] = useState(0);
  const [state, action, pending] = useActionState<ActionState, FormData>(async (previous, form) => {
    const next = await save(previous, form);
    if (!next.error && !next.fields) setSaves((n) => n + 1);
    return next;
  }, {});
  const wrong = state.fields?.webhookSecret?.[0];
  const saved = saves > 0 && !state.error && !wrong;
  return (
    <Form action={action} pending={pending} className="grid gap-2">
      <input type="hidden" name="projectId" value={projectId} />
      <SecretField
        // What was saved does not stay in the page.
        key={saves}
        label="Signing secret"
        name="webhookSecret"
        placeholder={known ? "Stored. Paste another one to change it." : "whsec_…"}
        error={wrong}
        help={saved ? "Saved. Events signed with it are accepted from now on." : "Sealed before it is stored."}
      />
      {!wrong && <Alert error={state.error} />}
      <Button type="submit" size="small" busy={pending} busyLabel="Saving" className="justify-self-start">
        Save secret
      </Button>
    </Form>
  );
}
