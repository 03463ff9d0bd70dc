import type { z } from "zod";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** A user as the provider gives it, and the four columns read out of it. Times are ISO 8601 with zone. */
export type ProviderUser = {
  id: string;
  name: string | null;
  email: string | null;
  createdAt: string | null;
  /** Null where the provider keeps none. */
  updatedAt: string | null;
  /** The complete user, minus credentials (password hashes, tokens, TOTP seeds). */
  raw: { [key: string]: Json };
};

export type UserPage = {
  users: ProviderUser[];
  /** Opaque to the engine; null means the provider itself said that this is the end. */
  next: string | null;
};

/** The tenant at the provider. */
export type ProviderProject = { id: string; name: string };

export type QuickLinks = {
  console: string;
  users: string;
  apiKeys: string;
  signInMethods: string;
  docs: string;
};

/** "This user may have changed." It says who, never what. */
export type Change = {
  userId: string;
  kind: "created" | "updated" | "deleted";
  /** The provider's own time of the change, if the event names one. ISO 8601. */
  updatedAt: string | null;
};

/** What a form shows of a credentials schema; held as the zod field's `meta`. */
export type CredentialMeta = {
  label: string;
  help: string;
  placeholder: string;
  secret: boolean;
};

export type WebhookRegistration = { id: string };

export type Webhook<C> = {
  /** How the signature is checked. Shared code does it on the raw bytes; nothing declared means refused. */
  scheme: "standard-webhooks";
  /** Reads an already verified body. Events that concern no user give an empty list. Throws AppError on a foreign shape. */
  parse(body: unknown): Change[];
  /** How a person sets it up by hand where `register` is absent or answers null. Plain sentences. */
  instructions: string[];
  /** Who makes the signing secret: Rollcall (pasted into the provider), or the provider (pasted into Rollcall). */
  secretFrom: "rollcall" | "provider";
  /** Registers our endpoint at the provider by API. Null: this server cannot; a person has to. */
  register?(credentials: C, endpoint: { url: string; secret: string }): Promise<WebhookRegistration | null>;
  /** Takes it back; a registration that is already gone is no error. */
  unregister?(credentials: C, registration: WebhookRegistration): Promise<void>;
};

/**
 * One kind of auth service. A member states only how it differs and imports nothing but this family's files and `lib/http`.
 * Every method throws AppError `provider_refused` (401, 403: a person must act) or `provider_unavailable` (429 with
 * `retryAfter`, 5xx, network, nonsense: heals by itself).
 */
export interface Provider<C = unknown> {
  id: string;
  name: string;
  /** One line for the card. */
  tagline: string;
  docsUrl: string;
  /** Where the key is found. */
  keyHelp: { text: string; url: string };
  /** An object of strings, each with CredentialMeta: the form, the API body and the stored secret. */
  credentials: z.ZodType<C>;
  connect: "keys";
  /** Whether users carry the provider's own `updated_at`. */
  tracksUpdates: boolean;
  /** A table left behind by Neon, whose columns are generated from raw_json, reads this provider's users rightly. */
  fitsNeonTable?: boolean;
  /** Top-level keys of `raw` that move without a change worth writing. */
  volatile: string[];
  /**
   * The documented limit that the customer's own app shares: Rollcall keeps to half of it. Null where there is none, or it
   * counts each client for itself: then it is asked freely until a 429.
   */
  limit: { requests: number; perSeconds: number } | null;
  /** What these credentials can sync; at least one. */
  listProjects(credentials: C): Promise<ProviderProject[]>;
  links(project: ProviderProject, credentials: C): QuickLinks;
  /** Oldest first. `cursor` null starts a walk. Never returns an end that the provider did not give. */
  listUsers(credentials: C, cursor: string | null): Promise<UserPage>;
  /** Null only for the provider's own documented "no such user". */
  getUser(credentials: C, id: string): Promise<ProviderUser | null>;
  /** Lists may lag behind gets: a listed user who differs from what is stored is read by id before anything is written. */
  listsLag?: boolean;
  /** Several users in one request of at most `size` ids; whoever is not in the answer is asked for alone. */
  batch?: { size: number; get(credentials: C, ids: string[]): Promise<ProviderUser[]> };
  /** Users changed at or after `since` (ISO 8601), in the order of change; `cursor` as for a walk. It may miss some. */
  listUpdated?(credentials: C, since: string, cursor: string | null): Promise<UserPage>;
  /** Who do these credentials speak for right now: asked before anyone is believed gone. */
  identify(credentials: C): Promise<ProviderProject>;
  /** How many users the provider says it has; absent where it gives no such number. */
  countUsers?(credentials: C): Promise<number>;
  webhook?: Webhook<C>;
}
