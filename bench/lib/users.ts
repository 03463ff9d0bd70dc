import type { ProviderUser } from "@/lib/providers/types";

/** Spreads 32-bit numbers without a collision, so that ids arrive in no order, as UUIDs do. */
function spread(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

/** The way back from `spread`. */
function gather(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7ed1b41d);
  x = Math.imul(x ^ (x >>> 13) ^ (x >>> 26), 0xa5cb9243);
  return (x ^ (x >>> 16)) >>> 0;
}

const hex = (value: number) => value.toString(16).padStart(8, "0");

/** The UUID of the `index`th user. */
export function idOf(index: number): string {
  const [head, middle, tail] = [hex(spread(index)), hex(spread(~index)), hex(spread(index + 0x5bd1e995))];
  return `${head}-${middle.slice(0, 4)}-4${middle.slice(4, 7)}-8${middle.slice(5, 8)}-${tail}${head.slice(0, 4)}`;
}

/** The way back from `idOf`; of a foreign id it is the index of somebody else. */
export const indexOf = (id: string): number => gather(Number.parseInt(id.slice(0, 8), 16));

const firstNames = ["Ada", "Björn", "Chiara", "Dmitri", "Élodie", "Farah", "Grace", "Hiroshi", "Ingrid", "João"];
const lastNames = ["Lovelace", "Åkesson", "Rossi", "O'Neill", "Dupont", "Haddad", "Hopper", "Tanaka", "Nilsson"];
const began = Date.UTC(2022, 0, 1);
const perUser = 90_000;

/** A user as Stack Auth's server API gives it, about 1 KB as JSON; the same for the same `index` and `version`. */
export function rawUser(index: number, version = 0): ProviderUser["raw"] & { id: string } {
  const first = firstNames[index % firstNames.length] ?? "";
  const last = lastNames[index % lastNames.length] ?? "";
  const signedUp = began + index * perUser;
  return {
    id: idOf(index),
    primary_email: `user.${index}@example.com`,
    primary_email_verified: index % 7 !== 0,
    primary_email_auth_enabled: true,
    display_name: `${first} ${last}${version ? ` v${version}` : ""}`,
    selected_team: null,
    selected_team_id: null,
    profile_image_url: `https://images.example.com/avatars/${hex(spread(index))}.png?size=256`,
    signed_up_at_millis: signedUp,
    last_active_at_millis: signedUp + 86_400_000,
    has_password: index % 3 !== 0,
    otp_auth_enabled: false,
    passkey_auth_enabled: false,
    client_metadata: { theme: index % 2 ? "dark" : "light", locale: "en-GB", tour: { done: true, step: index % 9 } },
    client_read_only_metadata: { plan: index % 5 ? "free" : "pro", seats: (index % 40) + 1 },
    server_metadata: { customer: `cus_${hex(spread(index + 7))}`, source: "campaign", tags: ["beta", "newsletter"] },
    is_anonymous: false,
    is_restricted: false,
    restricted_reason: null,
    restricted_by_admin: false,
    restricted_by_admin_reason: null,
    restricted_by_admin_private_details: null,
    country_code: "DE",
    risk_scores: { sign_up: { bot: 0, free_trial_abuse: 0 } },
    oauth_providers: [{ id: "github", account_id: String(spread(index + 3)), email: `user.${index}@example.com` }],
    auth_with_email: true,
    requires_totp_mfa: false,
  };
}

/** What the provider's module makes of it. */
export function userOf(index: number): ProviderUser {
  const raw = rawUser(index);
  return {
    id: raw.id,
    name: String(raw.display_name),
    email: String(raw.primary_email),
    createdAt: new Date(Number(raw.signed_up_at_millis)).toISOString(),
    updatedAt: null,
    raw,
  };
}

export const usersOf = (count: number): ProviderUser[] => Array.from({ length: count }, (_, index) => userOf(index));

export function inBatches<T>(rows: T[], size = 1000): T[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, n) => rows.slice(n * size, (n + 1) * size));
}
