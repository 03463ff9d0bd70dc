import { Clock } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { InvitationEnd } from "@/lib/projects/views";

const words: Record<InvitationEnd, { title: string; rest: string }> = {
  used: {
    title: "This invitation was used.",
    rest: "It was good for one person. If that was you, sign in; otherwise ask whoever sent it for a new one.",
  },
  expired: { title: "The time of this invitation is over.", rest: "Ask whoever sent it for a new one." },
  unknown: {
    title: "This invitation does not exist any more.",
    rest: "It was taken back, its time was over long ago, or the link is not whole. Ask whoever sent it for a new one.",
  },
};

/** Why a link lets nobody in. */
export function InvitationOver({ end }: { end: InvitationEnd }) {
  return (
    <Notice tone="warn" icon={Clock} title={words[end].title}>
      {words[end].rest}
    </Notice>
  );
}
