import { decodeJwt } from "jose";
import Google from "next-auth/providers/google";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { fittingName } from "./account-name";

type Client = { clientId: string; clientSecret: string };
type Claims = z.output<typeof claims>;

/** https://openid.net/specs/openid-connect-core-1_0.html#StandardClaims */
const claims = z.object({
  sub: z.string().min(1).max(255),
  name: z.string().nullish(),
  preferred_username: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.unknown().optional(),
});

/** An address counts only where the issuer says `true`, not "true" and not 1. */
export function readClaims(profile: unknown) {
  const { sub, name, preferred_username, email, email_verified } = claims.parse(profile);
  return {
    subject: sub,
    name: fittingName(name || preferred_username || email),
    email: email && email_verified === true ? email : null,
  };
}

export const google = (client: Client) => Google({ ...client, checks: ["pkce", "state", "nonce"] });

/** Sign-in at any issuer that publishes its configuration and signs with RS256, which every one has to offer. */
export const oidc = ({ issuer, name, ...client }: Client & { issuer: string; name: string }): OAuthConfig<Claims> => ({
  ...client,
  id: "oidc",
  name,
  type: "oauth",
  wellKnown: `${issuer}/.well-known/openid-configuration`,
  idToken: true,
  checks: ["pkce", "state", "nonce"],
  authorization: { params: { scope: "openid email profile" } },
  userinfo: {
    async request({ client: at, tokens }) {
      // Its signature, issuer, audience and nonce were checked when it arrived.
      const signed = decodeJwt(tokens.id_token ?? "");
      if (signed.email !== undefined || !at.issuer.metadata.userinfo_endpoint) return signed;
      const told = await at.userinfo(tokens.access_token ?? "");
      if (told.sub !== signed.sub) throw new Error("the issuer tells of somebody else than it signed for");
      return told;
    },
  },
  profile: ({ sub }) => ({ id: sub }),
});
