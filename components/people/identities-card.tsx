"use client";
import { useActionState } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { formError } from "@/components/projects/form-error";
import { useDone } from "@/components/projects/use-done";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { ProviderTile } from "@/components/ui/provider-tile";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AccountView, IdentityView, WayView } from "@/lib/accounts/views";
import { Ways } from "./ways";

type IdentitiesCardProps = { account: AccountView; ways: WayView[]; unlink: FormAction };

/** By what a person comes in, and what else they could link. */
export function IdentitiesCard({ account, ways, unlink }: IdentitiesCardProps) {
  const [state, submit, pending] = useActionState(unlink, {});
  useDone(state, "Identity unlinked.");
  const { identities, entersByLink } = account;
  return (
    <Card title="Ways in">
      <div className="grid gap-3 p-4">
        <p className="max-w-[88ch] text-2">
          {entersByLink
            ? "The one-time link that npm run link prints always signs in as you. "
            : identities.length === 0 && "You came by an invitation: this session is your only way in, until it ends. "}
          An identity belongs to one account, and is never found by its e-mail address.
        </p>
        <Alert error={formError(state)} />
      </div>
      {identities.length > 0 && (
        <ul className="border-t border-line">
          {identities.map((identity) => (
            <Row key={`${identity.provider} ${identity.subject}`} {...{ identity, submit, pending }} />
          ))}
        </ul>
      )}
      {ways.length > 0 && (
        <div className="border-t border-line bg-subtle px-4 py-3">
          <Ways ways={ways} verb="Link" carry={{ link: "true" }} callbackUrl="/account" small />
        </div>
      )}
    </Card>
  );
}

type RowProps = { identity: IdentityView; submit: (form: FormData) => void; pending: boolean };

function Row({ identity: { provider, subject, way, email, createdAt }, submit, pending }: RowProps) {
  return (
    <li className="flex min-h-14 items-center gap-3 px-4 py-2 not-first:border-t not-first:border-line">
      <ProviderTile providerId={provider} name={way} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{way}</p>
        <p className="truncate text-12 text-3" title={subject}>
          {email ?? subject} · linked <RelativeTime iso={createdAt} />
        </p>
      </div>
      <Form action={submit} pending={pending}>
        <input type="hidden" name="provider" value={provider} />
        <input type="hidden" name="subject" value={subject} />
        <Button type="submit" size="small" busy={pending}>
          Unlink<span className="sr-only"> {way}</span>
        </Button>
      </Form>
    </li>
  );
}
