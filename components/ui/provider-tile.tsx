import clsx from "clsx";
import { siAuth0, siBetterauth, siClerk, siFirebase, siKeycloak, siOkta, siSupabase } from "simple-icons";

const marks: Record<string, { path: string } | undefined> = {
  auth0: siAuth0,
  "better-auth": siBetterauth,
  clerk: siClerk,
  firebase: siFirebase,
  keycloak: siKeycloak,
  okta: siOkta,
  supabase: siSupabase,
};

const sizes = {
  20: "size-5 rounded-1 text-[9px]/none [&>svg]:size-3",
  32: "size-8 rounded-2 text-12/none [&>svg]:size-4.5",
  40: "size-10 rounded-3 text-14/none [&>svg]:size-5.5",
};

/** Two letters that stand for a name: the first of its words, or its capitals and digits, or its beginning. */
export function letters(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  if (words.length > 1)
    return words
      .slice(0, 2)
      .map((word) => word.charAt(0).toUpperCase())
      .join("");
  const marked = name.replace(/[^A-Z0-9]/g, "");
  return (marked.length > 1 ? marked : name).slice(0, 2);
}

type ProviderTileProps = { providerId: string; name: string; size?: 20 | 32 | 40 };

/** A provider's mark in grey, or two letters; the name stands beside it, so it is silent. */
export function ProviderTile({ providerId, name, size = 32 }: ProviderTileProps) {
  const mark = marks[providerId];
  return (
    <span
      aria-hidden
      className={clsx(
        "inline-grid shrink-0 place-items-center border border-line bg-subtle align-middle font-semibold tracking-tight text-2",
        sizes[size],
      )}
    >
      {mark ? (
        <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
          <path d={mark.path} />
        </svg>
      ) : (
        letters(name)
      )}
    </span>
  );
}
