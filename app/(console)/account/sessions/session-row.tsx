"use client";
import { Monitor, Smartphone } from "lucide-react";
import { useActionState } from "react";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ActionState } from "@/lib/action";
import type { SessionView } from "@/lib/projects/views";
import { describeUserAgent } from "./user-agent";

type SessionRowProps = {
  session: SessionView;
  action: (previous: ActionState, form: FormData) => Promise<ActionState>;
};

export function SessionRow({ session, action }: SessionRowProps) {
  const [state, submit, pending] = useActionState(action, {});
  const device = describeUserAgent(session.userAgent);
  const Icon = /Android|iOS/.test(device) ? Smartphone : Monitor;
  return (
    <li className="grid gap-2 px-4 py-3 not-first:border-t not-first:border-line">
      <Alert error={state.error} />
      <div className="flex min-h-control items-center gap-3">
        <Icon className="text-3" aria-hidden />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-medium" title={session.userAgent}>
              {device}
            </span>
            {session.current && <Badge>This browser</Badge>}
          </p>
          <p className="text-12 text-3">
            Seen <RelativeTime iso={session.lastSeenAt} /> · signed in <RelativeTime iso={session.createdAt} />
          </p>
        </div>
        {!session.current && (
          <Form action={submit} pending={pending}>
            <input type="hidden" name="sessionId" value={session.id} />
            <Button type="submit" size="small" busy={pending} busyLabel="Ending session">
              End session<span className="sr-only"> of {device}</span>
            </Button>
          </Form>
        )}
      </div>
    </li>
  );
}
