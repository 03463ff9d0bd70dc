import clsx from "clsx";
import { type Tone, toneText, toneWash } from "@/components/ui/tone";
import type { UserView } from "@/lib/integrations/views";
import { verdictOf } from "./user-verdict-words";

const isWashed = (tone: Tone) => tone === "warn" || tone === "bad" || tone === "accent";

/** The first thing on the page, in one line. */
export function UserVerdict({ view }: { view: UserView }) {
  const { tone, icon: Icon, title, text } = verdictOf(view);
  return (
    <div
      role="status"
      className={clsx(
        "flex items-start gap-3 rounded-3 border px-4 py-2.5",
        isWashed(tone) ? toneWash[tone] : "border-line bg-surface",
      )}
    >
      <Icon className={clsx("mt-0.5", toneText[tone])} aria-hidden />
      <p className="min-w-0 break-words text-text">
        <b className={clsx("font-medium", !isWashed(tone) && toneText[tone])}>{title}</b> {text}
      </p>
    </div>
  );
}
