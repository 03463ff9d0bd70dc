"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import type { ProviderView } from "@/lib/integrations/views";

type KeylessProps = { projectId: string; provider: ProviderView; begin: FormAction; provision?: FormAction };

/** Ways to connect without typing a key, where the operator of this console has a client at the provider. The form for a key follows. */
export function Keyless({ projectId, provider, begin, provision }: KeylessProps) {
  return (
    <>
      <Card label="Without a key">
        {provider.oauth && <Authorize projectId={projectId} provider={provider} action={begin} />}
        {provider.provision && provision && <NewProject projectId={projectId} provider={provider} action={provision} />}
      </Card>
      <h2 className="text-14 font-semibold">Or with a key</h2>
    </>
  );
}

type PartProps = { projectId: string; provider: ProviderView; action: FormAction };

const row = "grid gap-3 p-4 not-first:border-t not-first:border-line md:p-5";

function Authorize({ projectId, provider, action }: PartProps) {
  const [state, run, pending] = useActionState(action, {});
  return (
    <Form action={run} pending={pending} className={row}>
      <Ids projectId={projectId} providerId={provider.id} />
      <p className="text-2">Sign in at {provider.name}, agree, and come back. There is no key to copy.</p>
      <Alert error={formError(state)} />
      <Button type="submit" variant="primary" busy={pending} busyLabel="Opening" className="justify-self-start">
        Continue with {provider.name}
      </Button>
    </Form>
  );
}

function NewProject({ projectId, provider, action }: PartProps) {
  const [state, run, pending] = useActionState(action, {});
  return (
    <Form action={run} pending={pending} className={row}>
      <Ids projectId={projectId} providerId={provider.id} />
      <p className="text-2">
        No project at {provider.name} yet? Rollcall makes one. It belongs to the operator of this console until you
        claim it.
      </p>
      <Alert error={formError(state)} />
      <Field label="Name of the new project" name="name" error={state.fields?.name?.[0]} maxLength={100} />
      <Button type="submit" busy={pending} busyLabel="Creating" className="justify-self-start">
        Create a new project for me
      </Button>
    </Form>
  );
}

const Ids = ({ projectId, providerId }: { projectId: string; providerId: string }) => (
  <>
    <input type="hidden" name="projectId" value={projectId} />
    <input type="hidden" name="providerId" value={providerId} />
  </>
);
