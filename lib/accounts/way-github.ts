import GitHub from "next-auth/providers/github";
import type { OAuthUserConfig } from "next-auth/providers/oauth";
import { z } from "zod";
import { fittingName } from "./account-name";

const emailsUrl = "https://api.github.com/user/emails";

const emails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }));
const user = z.object({
  id: z.number().int().positive(),
  login: z.string(),
  name: z.string().nullish(),
  verifiedEmail: z.string().nullable(),
});

/** The primary address, if GitHub has verified it; no other will do. https://docs.github.com/en/rest/users/emails */
export const verifiedPrimary = (answer: unknown): string | null =>
  emails.safeParse(answer).data?.find(({ primary, verified }) => primary && verified)?.email ?? null;

/** Sign-in with GitHub. The address in a person's profile is what they chose to show, so it is asked for by itself. */
export const github = (client: Pick<OAuthUserConfig<never>, "clientId" | "clientSecret">) =>
  GitHub({
    ...client,
    checks: ["pkce", "state"],
    userinfo: {
      async request({ client: at, tokens }) {
        const token = tokens.access_token ?? "";
        const { body } = await at.requestResource(emailsUrl, token, { headers: { accept: "application/json" } });
        const verifiedEmail = verifiedPrimary(JSON.parse(body?.toString() ?? "null"));
        return { ...(await at.userinfo(token)), verifiedEmail };
      },
    },
  });

/** GitHub's number of the person: names and addresses can change hands. */
export function readGithub(profile: unknown) {
  const { id, login, name, verifiedEmail } = user.parse(profile);
  return { subject: String(id), name: fittingName(name || login), email: verifiedEmail };
}
