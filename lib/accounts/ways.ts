import type { NextAuthOptions } from "next-auth";
import type { Identity } from "@/db/queries/identities";
import { env } from "@/lib/env";
import type { WayView } from "./views";
import { github, readGithub } from "./way-github";
import { google, oidc, readClaims } from "./way-oidc";

/** One way to sign in: next-auth's part, and how what it brings back becomes an identity. */
type Way = WayView & {
  /** First half of an identity's name. A different issuer must not inherit the people of the one before it. */
  key: string;
  provider: NextAuthOptions["providers"][number];
  read(profile: unknown): Omit<Identity, "provider">;
};

const withoutSlash = (url: string) => url.replace(/\/+$/, "");

function ways(): Way[] {
  const found: Way[] = [];
  const { OIDC_ISSUER, OIDC_ID, OIDC_SECRET, OIDC_NAME, GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = env;
  if (OIDC_ISSUER && OIDC_ID && OIDC_SECRET) {
    const issuer = withoutSlash(OIDC_ISSUER);
    const name = OIDC_NAME ?? new URL(issuer).host;
    const provider = oidc({ issuer, name, clientId: OIDC_ID, clientSecret: OIDC_SECRET });
    found.push({ id: "oidc", name, key: `oidc:${issuer}`, provider, read: readClaims });
  }
  if (GITHUB_ID && GITHUB_SECRET) {
    const provider = github({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET });
    found.push({ id: "github", name: "GitHub", key: "github", provider, read: readGithub });
  }
  if (GOOGLE_ID && GOOGLE_SECRET) {
    const provider = google({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET });
    found.push({ id: "google", name: "Google", key: "google", provider, read: readClaims });
  }
  return found;
}

/** The ways that this console is set up for, for the eyes of anybody. */
export const listWays = (): WayView[] => ways().map(({ id, name }) => ({ id, name }));

/** The same for next-auth. */
export const wayProviders = () => ways().map(({ provider }) => provider);

/** Whether a person can still come in by an identity of this kind. */
export const isWayOf = (identity: Pick<Identity, "provider">): boolean =>
  ways().some(({ key }) => key === identity.provider);

/** What people call the issuer of an identity, also of one that is no longer set up. */
export function wayName(provider: string): string {
  const plain: Record<string, string> = { github: "GitHub", google: "Google" };
  return (
    ways().find(({ key }) => key === provider)?.name ?? plain[provider] ?? provider.replace(/^oidc:https?:\/\//, "")
  );
}

/** Who came back by the way `id`. Throws where the way is not set up or the profile names nobody. */
export function identify(id: string, profile: unknown): Identity {
  const way = ways().find((candidate) => candidate.id === id);
  if (!way) throw new Error(`no such way to sign in: ${id}`);
  return { provider: way.key, ...way.read(profile) };
}
