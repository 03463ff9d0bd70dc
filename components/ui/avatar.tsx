import clsx from "clsx";
import { UserRound } from "lucide-react";

/** At most two initials; empty for a name without letters or digits. */
export function initials(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [];
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => Array.from(word ?? "")[0]?.toLocaleUpperCase("en") ?? "").join("");
}

type AvatarProps = { name: string | null; size?: 24 | 40; deleted?: boolean };

/** Initials in a circle; it never loads a picture. The name stands beside it, so it is silent. */
export function Avatar({ name, size = 24, deleted = false }: AvatarProps) {
  const text = initials(name ?? "");
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid shrink-0 place-items-center rounded-full font-semibold tracking-wide",
        size === 40 ? "size-10 text-14/none" : "size-6 text-[10px]/none",
        deleted ? "border border-dashed border-line-control text-3" : "bg-active text-2",
      )}
    >
      {text || <UserRound className="size-3.5" />}
    </span>
  );
}
