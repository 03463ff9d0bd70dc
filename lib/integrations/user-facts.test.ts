import { afterAll, beforeAll, expect, it } from "vitest";
import { getProvider, type ProviderId, providerIds } from "@/lib/providers";
import { newTable } from "@/lib/target/testing";
import { listUsers } from "@/lib/target/users-list";
import { createDatabase } from "@/test/database";

let made: Awaited<ReturnType<typeof newTable>>;

beforeAll(async () => {
  made = await newTable(await createDatabase());
});
afterAll(() => made.end());

type Facts = [verified: boolean | null, banned: boolean];

/** What the database finds out about a user whom the provider describes so. */
async function factsOf(providerId: ProviderId, raw: object): Promise<Facts | undefined> {
  const { facts } = getProvider(providerId);
  await made.admin.query("truncate neon_auth.users_sync");
  const insert = "insert into neon_auth.users_sync (id, email, raw_json) values ('u', 'u@example.test', $1)";
  await made.admin.query(insert, [JSON.stringify(raw)]);
  const query = { search: "", sort: "name", direction: "asc", show: "all", cursor: null, limit: 5 } as const;
  const { users } = await listUsers(made.target, made.table, query, facts);
  return users[0] && [users[0].verified, users[0].banned];
}

const clerk = (status: string | null, banned: boolean) => ({
  banned,
  primary_email_address_id: "e2",
  email_addresses: [
    { id: "e1", verification: { status: "verified" } },
    { id: "e2", verification: status && { status } },
  ],
});
const cognito = (verified: string, Enabled: boolean) => ({
  Enabled,
  Attributes: [
    { Name: "email", Value: "true" },
    { Name: "email_verified", Value: verified },
  ],
});
const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const cases: Record<ProviderId, [raw: object, facts: Facts][]> = {
  "stack-auth": [
    [{ primary_email_verified: true, is_restricted: false, restricted_by_admin: false }, [true, false]],
    [{ primary_email_verified: false, is_restricted: true, restricted_by_admin: false }, [false, false]],
    [{ primary_email_verified: true, is_restricted: true, restricted_by_admin: true }, [true, true]],
  ],
  clerk: [
    [clerk("verified", false), [true, false]],
    [clerk("unverified", true), [false, true]],
    [clerk(null, false), [false, false]],
  ],
  "better-auth": [
    [{ emailVerified: true, banned: null }, [true, false]],
    [{ emailVerified: false, banned: true }, [false, true]],
  ],
  auth0: [
    [{ email_verified: true }, [true, false]],
    [{ email_verified: false, blocked: true }, [false, true]],
  ],
  workos: [
    [{ email_verified: true, banned: true }, [true, false]],
    [{ email_verified: false }, [false, false]],
  ],
  supabase: [
    [{ email_confirmed_at: "2026-01-01T00:00:00Z", banned_until: null }, [true, false]],
    [{ banned_until: hence(1) }, [false, true]],
    [{ email_confirmed_at: null, banned_until: hence(-1) }, [false, false]],
  ],
  firebase: [
    [{ emailVerified: true, disabled: false }, [true, false]],
    [{ disabled: true }, [false, true]],
  ],
  okta: [
    [{ status: "ACTIVE" }, [null, false]],
    [{ status: "SUSPENDED" }, [null, true]],
  ],
  keycloak: [
    [{ emailVerified: true, enabled: true }, [true, false]],
    [{ emailVerified: false, enabled: false }, [false, true]],
  ],
  cognito: [
    [cognito("true", true), [true, false]],
    [cognito("false", false), [false, true]],
  ],
};

it.each(providerIds)("%s: verified and banned are read as the provider means them", async (providerId) => {
  for (const [raw, facts] of cases[providerId]) expect(await factsOf(providerId, raw)).toEqual(facts);
});

it.each(providerIds)("%s: a user in whom nothing of it stands is neither", async (providerId) => {
  const { facts } = getProvider(providerId);
  for (const raw of [{}, { banned: "yes", emailVerified: "yes", email_addresses: 7, Attributes: [null] }, []]) {
    expect(await factsOf(providerId, raw)).toEqual([facts?.verified ? false : null, false]);
  }
});
