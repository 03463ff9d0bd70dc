import { z } from "zod";
import type { CredentialMeta, Provider } from "@/lib/providers/types";

const Meta: z.ZodType<CredentialMeta> = z.object({
  label: z.string(),
  help: z.string(),
  placeholder: z.string(),
  secret: z.boolean(),
  advanced: z.boolean().optional(),
  multiline: z.boolean().optional(),
});

const shownFrom = 20;

/** The form of a provider's credentials, in the order its schema names them: the fields that a person types. */
export function credentialFields(provider: Pick<Provider, "credentials">): ({ name: string } & CredentialMeta)[] {
  if (!(provider.credentials instanceof z.ZodObject)) throw new Error("credentials must be an object of strings");
  const fields = Object.entries<z.ZodType>(provider.credentials.shape);
  return fields.flatMap(([name, field]) => (field.meta() ? [{ name, ...Meta.parse(field.meta()) }] : []));
}

/** Its prefix, such as `ssk_`, and its last four characters; nothing of a short one, which that would give away. */
function masked(secret: string): string {
  if (secret.length < shownFrom) return "••••••••";
  return `${/^[a-z]{1,6}_/.exec(secret)?.[0] ?? ""}••••${secret.slice(-4)}`;
}

/** What may be shown of stored credentials: a public field whole, a secret one masked. */
export function hintsOf(provider: Pick<Provider, "credentials">, credentials: unknown): Record<string, string> {
  const values = z.record(z.string(), z.string()).parse(credentials);
  return Object.fromEntries(
    credentialFields(provider).map(({ name, secret }) => {
      const value = values[name] ?? "";
      return [name, secret ? masked(value) : value];
    }),
  );
}
