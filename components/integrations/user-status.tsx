import { Ban, Check, CircleDashed, Trash2 } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { SyncedUser } from "@/lib/target/types";

/** What is to be said of the user; grey, because it is not the state of the sync. The normal case is the quietest. */
export function UserStatus({ user }: { user: SyncedUser }) {
  if (user.deletedAt) return <Badge icon={Trash2}>Deleted</Badge>;
  if (user.banned) return <Badge icon={Ban}>Banned</Badge>;
  if (user.verified === false) return <Badge icon={CircleDashed}>Unverified</Badge>;
  return (
    <span className="inline-flex items-center gap-1.25 align-middle text-2 max-md:sr-only">
      <Check className="size-3.25 text-3" aria-hidden />
      {user.verified ? "Verified" : "Live"}
    </span>
  );
}
