import { CircleCheck, OctagonAlert, UserRoundX } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { WayView } from "@/lib/accounts/views";

/** What became of a link, by the word in the address. Nothing for any other. */
export function Linked({ outcome, ways }: { outcome: string | string[] | undefined; ways: WayView[] }) {
  const way = ways.find(({ id }) => id === outcome);
  if (way) {
    return (
      <Notice tone="ok" icon={CircleCheck} title={`${way.name} is linked.`}>
        You can sign in by it from now on.
      </Notice>
    );
  }
  if (outcome === "taken") {
    return (
      <Notice tone="warn" icon={UserRoundX} title="That identity belongs to another account.">
        Nothing was linked. Sign in by it and unlink it there first.
      </Notice>
    );
  }
  if (outcome === "failed") {
    return (
      <Notice tone="bad" icon={OctagonAlert} title="The link did not come to its end.">
        It was declined, took too long, or the issuer did not answer as it must. Nothing was linked. Try again.
      </Notice>
    );
  }
  return null;
}
