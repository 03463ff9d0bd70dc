import { env } from "@/lib/env";

/** ASCII only: other letters can look like these, or turn into them in lower case. */
const plain = /^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]+$/i;

/** Whether a verified address is on the operator's list: itself, or its whole domain as `*@domain`. */
export function isAllowed(email: string | null): boolean {
  if (!email || !plain.test(email)) return false;
  const address = email.toLowerCase();
  return env.SIGN_IN_EMAILS.includes(address) || env.SIGN_IN_EMAILS.includes(`*${address.slice(address.indexOf("@"))}`);
}
