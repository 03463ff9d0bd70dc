import { AppError } from "@/lib/errors";
import { credentialFields } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";

type Typed = Record<string, string>;

/** What a person typed, checked against the provider's schema. Throws AppError naming the first wrong field. */
export function parseCredentials(provider: Provider, typed: Typed): unknown {
  const parsed = provider.credentials.safeParse(typed);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  throw new AppError("invalid_input", issue?.message ?? "The credentials are incomplete.", { field });
}

/**
 * What was typed, with the stored secrets where a secret was left empty. Only for the same server and project: a stored
 * secret must not follow somebody to an address of their own.
 */
export function withKeptSecrets(provider: Provider, typed: Typed, before: unknown): Typed {
  const stored = (before ?? {}) as Typed;
  const fields = credentialFields(provider);
  const isSame = fields.every(({ name, secret }) => secret || (typed[name] ?? "") === (stored[name] ?? ""));
  const empty = fields.filter(({ name, secret }) => secret && !typed[name] && stored[name]);
  return isSame ? { ...typed, ...Object.fromEntries(empty.map(({ name }) => [name, stored[name] ?? ""])) } : typed;
}
