import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import { Tag } from "@/components/ui/tag";
import type { MemberView } from "@/lib/projects/views";

export function MemberName({ member: { name, isYou } }: { member: MemberView }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar name={name} />
      <span className="truncate font-medium" title={name}>
        {name}
      </span>
      {isYou && <Tag>You</Tag>}
    </span>
  );
}

/** "GitHub, ada@example.com" for each way in. */
export function waysIn({ identities }: Pick<MemberView, "identities">): string {
  if (identities.length === 0) return "By link";
  return identities.map(({ way, email }) => (email ? `${way}, ${email}` : way)).join("; ");
}

export function LastSeen({ iso }: { iso: string | null }) {
  return iso ? <RelativeTime iso={iso} /> : <span className="text-3">Never</span>;
}
