import { SecretField } from "@/components/ui/secret-field";

/** Where the project's Postgres is, and how to enter it. */
export function ConnectionField({ error, label = "Connection string" }: { error?: string; label?: string }) {
  return (
    <SecretField
      label={label}
      name="connectionString"
      placeholder="postgres://role:password@host:5432/database"
      help="Tested before it is saved, kept encrypted, never shown again. The role needs CREATE on the database."
      error={error}
    />
  );
}
