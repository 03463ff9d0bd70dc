import { z } from "zod";
import type { Json, ProviderUser } from "@/lib/providers/types";

export type Raw = { [key: string]: Json };

/** Never copied into a customer's table, whatever provider or plug-in puts them on a user. */
const credentialKeys = new Set(
  ["password", "passwordHash", "salt", "accessToken", "refreshToken", "idToken", "totpSecret", "totpSecretBase64"]
    .concat(["twoFactorSecret", "twoFactorBackupCodes"])
    .map((key) => key.toLowerCase()),
);

const isCredentialName = (key: string) => credentialKeys.has(key.replaceAll("_", "").toLowerCase());

/** Users of one provider share their keys; metadata may add any number of others. */
const mostNames = 1000;
const known = new Map<string, boolean>();

function isCredential(key: string): boolean {
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const answer = isCredentialName(key);
  if (known.size < mostNames) known.set(key, answer);
  return answer;
}

const withoutCredentials = (raw: Raw): Raw =>
  Object.keys(raw).some(isCredential)
    ? Object.fromEntries(Object.entries(raw).filter(([key]) => !isCredential(key)))
    : raw;

/** Text as it is; null for anything else and for nothing. */
export const text = (value: Json | undefined): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** ISO 8601 in UTC from ISO text or milliseconds; null for what is no time, or none that PostgreSQL and ISO both write. */
export function time(value: Json | undefined): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const date = new Date(value);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date.toISOString() : null;
}

const isObject = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);

type Shape = {
  /** Where the id stands; `id` by default. */
  idOf?(raw: Raw): string | null;
  /** Takes out credentials that stand deeper than the top level, or under names of this provider's own. */
  clean?(raw: Raw): Raw;
};

/**
 * A vendor's user, strict in shape (an object with an id) and lenient in content: an odd column becomes null and never
 * stops a sync. `raw` is the object as it came, minus credentials.
 */
export const userSchema = (
  columns: (raw: Raw) => Omit<ProviderUser, "id" | "raw">,
  { idOf = (raw) => text(raw.id), clean = (raw) => raw }: Shape = {},
): z.ZodType<ProviderUser> =>
  z
    .custom<Raw>((value) => isObject(value) && idOf(value) !== null, "a user with an id")
    .transform((raw) => ({ id: String(idOf(raw)), ...columns(raw), raw: withoutCredentials(clean(raw)) }));

/** The first that is some text: a name from several keys, in the order of preference. */
export const firstText = (...values: (Json | undefined)[]): string | null =>
  values.map(text).find((value) => value !== null) ?? null;

/** Given and family name as one, or whichever there is. */
export const fullName = (given: Json | undefined, family: Json | undefined): string | null =>
  text([text(given), text(family)].filter(Boolean).join(" "));

/** An object in a user, or an empty one where something else stands there. */
export const objectIn = (value: Json | undefined): Raw => (isObject(value) ? value : {});
