import { z } from "zod";
import { open, seal } from "@/lib/crypto";
import { env } from "@/lib/env";

/** Why somebody goes to an issuer, if not only to sign in. */
const intent = z.union([
  z.strictObject({ invitation: z.string().min(1).max(200) }),
  z.strictObject({ linkTo: z.string().min(1) }),
]);

/** `invitation`: the token of one to accept. `linkTo`: the session whose account gets the identity. */
export type Intent = z.output<typeof intent>;

const seconds = 15 * 60;
const isSecure = env.NEXTAUTH_URL.startsWith("https://");
const context = "sign-in intent";
const sealed = z.object({ intent, until: z.number() });

/** No script reads this cookie; over HTTPS no other host can plant it. */
export const intentCookie = `${isSecure ? "__Host-" : ""}rollcall.intent`;

const attributes = `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;

/** The cookie that carries an intent through the sign-in, or, for none, ends the one before. For `Set-Cookie`. */
export function intentHeader(carried: Intent | null): string {
  if (!carried) return `${intentCookie}=; Max-Age=0; ${attributes}`;
  const value = seal(JSON.stringify({ intent: carried, until: Date.now() + seconds * 1000 }), context);
  return `${intentCookie}=${value}; Max-Age=${seconds}; ${attributes}`;
}

/** What such a cookie says; null where it is not ours, or too old. */
export function openIntent(value: string | undefined): Intent | null {
  if (!value) return null;
  try {
    const said = sealed.parse(JSON.parse(open(value, context)));
    return said.until > Date.now() ? said.intent : null;
  } catch {
    return null;
  }
}
