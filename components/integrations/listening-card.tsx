import { CircleCheck, CircleDashed, Clock, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { type Tone, toneText } from "@/components/ui/tone";
import type { IntegrationStatus, ListeningView, WebhookView } from "@/lib/integrations/views";
import { delayOf, every } from "./listening-words";
import { RotateSecret } from "./rotate-secret";
import { WebhookSetup, type WebhookSetupProps } from "./webhook-setup";

type ListeningCardProps = { status: IntegrationStatus; rotate: RotateAction } & Omit<
  WebhookSetupProps,
  "webhook" | "provider"
>;
type RotateAction = Parameters<typeof RotateSecret>[0]["rotate"];

/** By which ways changes reach the table, which of them work, and the delay to expect. */
export function ListeningCard({ status, rotate, ...setup }: ListeningCardProps) {
  const { provider, listening } = status;
  const { webhook } = listening;
  return (
    <Card title="How changes arrive">
      <div className="grid gap-3 p-4">
        <p>{delayOf(listening)}</p>
        <ul className="grid gap-2.5">
          {webhook && <WebhookWay webhook={webhook} />}
          {listening.feed && <FeedWay feed={listening.feed} />}
          {listening.delta && (
            <Way name="Changed users" icon={Clock}>
              Asked for {every(listening.delta.everyMinutes * 60)}.
            </Way>
          )}
          <Way name="Full check" icon={Clock}>
            Every user is compared {every(listening.walk.everyMinutes * 60)}. It finds deletions, and whatever else was
            missed.
          </Way>
        </ul>
        {webhook?.mode === "manual" && webhook.reachable && setup.canAct && (
          <WebhookSetup webhook={webhook} provider={provider.name} {...setup} />
        )}
        {webhook?.lastEventAt && webhook.reachable && setup.canAct && (
          <RotateSecret projectId={setup.projectId} webhook={webhook} provider={provider.name} rotate={rotate} />
        )}
      </div>
    </Card>
  );
}

type WayProps = { name: string; icon: LucideIcon; tone?: Tone; children: ReactNode };

const Way = ({ name, icon: Icon, tone = "idle", children }: WayProps) => (
  <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
    <Icon className={`mt-0.5 size-4 ${toneText[tone]}`} aria-hidden />
    <span>
      <span className="font-medium">{name}</span> <span className="text-2">{children}</span>
    </span>
  </li>
);

function WebhookWay({ webhook: { mode, reachable, lastEventAt } }: { webhook: WebhookView }) {
  if (!reachable)
    return (
      <Way name="Webhook" icon={CircleDashed}>
        Not used: this console has no public address, so the provider cannot reach it.
      </Way>
    );
  if (lastEventAt)
    return (
      <Way name="Webhook" icon={CircleCheck} tone="ok">
        Receiving. The last event came <RelativeTime iso={lastEventAt} />.
      </Way>
    );
  return (
    <Way name="Webhook" icon={CircleDashed} tone="accent">
      {mode === "registered" ? "Registered. " : "To be set up by hand. "}
      <span aria-live="polite">Waiting for the first event.</span>
    </Way>
  );
}

function FeedWay({ feed }: { feed: NonNullable<ListeningView["feed"]> }) {
  if (feed.on)
    return (
      <Way name="Event feed" icon={CircleCheck} tone="ok">
        Read {every(feed.everySeconds)}.
      </Way>
    );
  return (
    <Way name="Event feed" icon={TriangleAlert} tone="warn">
      Off at the provider. {feed.missing}
    </Way>
  );
}
