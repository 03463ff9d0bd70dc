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

/** The tenant at the provider: one that its credentials see, by the name a person knows it by. */
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
  /** The provider's id of the event, by which webhook and feed know the same one; absent where only the delivery has one. */
  eventId?: string;
};

/** What a form shows of a credentials schema; held as the zod field's `meta`. A field without it is never typed or shown. */
export type CredentialMeta = {
  label: string;
  help: string;
  placeholder: string;
  secret: boolean;
  /** Rarely needed: shown folded away. */
  advanced?: boolean;
  /** A text of several lines, such as a key file. */
  multiline?: boolean;
};

/** How a delivery proves where it comes from. Shared code checks it on the raw bytes; nothing declared means refused. */
export type SignatureScheme =
  | { kind: "standard-webhooks" }
  /** `header: t=<seconds or milliseconds>, v1=<hex>` is the HMAC-SHA-256 of `<t>.<body>`; the secret is taken as text. */
  | { kind: "timestamped-hmac"; header: string; toleranceSeconds: number }
  /** The secret itself stands in `header`, behind `prefix`: it proves the sender, and nothing about the body. */
  | { kind: "shared-secret"; header: string; prefix: string };

/** `secret` where the provider made it. */
export type WebhookRegistration = { id: string; secret?: string };

export type Webhook<C> = {
  scheme: SignatureScheme;
  /**
   * Reads an already verified body. What concerns no user, or another project than this one, gives an empty list.
   * Throws AppError `invalid_input` on a foreign shape.
   */
  parse(body: unknown, projectId: string): Change[];
  /** How a person sets it up by hand where `register` is absent or answers null. Plain sentences. */
  instructions: string[];
  /** Code to paste on the provider's side, for this endpoint; where the secret belongs it says `SIGNING_SECRET`. */
  snippet?(url: string): { title: string; code: string };
  /** Who makes the signing secret: Rollcall (pasted into the provider), or the provider (pasted into Rollcall). */
  secretFrom: "rollcall" | "provider";
  /** Registers our endpoint at the provider by API. Null: these credentials or this server cannot; a person has to. */
  register?(credentials: C, endpoint: { url: string; secret: string }): Promise<WebhookRegistration | null>;
  /** Takes it back; a registration that is already gone is no error. */
  unregister?(credentials: C, registration: WebhookRegistration): Promise<void>;
  /** Makes sure that the provider still delivers there. True where it had stopped: what it did not send is lost. */
  revive?(credentials: C, registration: WebhookRegistration): Promise<boolean>;
  /** The provider asks the endpoint by GET to repeat the value of this header, as JSON under this key. */
  challenge?: { header: string; key: string };
};

export type FeedPage = {
  /** Oldest first, each with its event id. */
  changes: Change[];
  /** Opaque to the engine; only the feed's own answers move it. */
  position: string;
  /** More is there to be read at once. */
  more: boolean;
};

/** An ordered record of events that the provider keeps, for whoever asks. */
export type Feed<C> = {
  /** The position that begins with what happens from now on. Null: this server does not keep the record. */
  start(credentials: C): Promise<string | null>;
  /** What happened after `position`. Null: the provider does not have it any more; only a full compare can tell. */
  poll(credentials: C, position: string): Promise<FeedPage | null>;
  /** What to switch on where `start` answers null. A plain sentence. */
  missing?: string;
};

/** The operator's own OAuth client at the provider; `baseUrl` is empty for the provider's hosted service. */
export type OAuthClient = { clientId: string; clientSecret: string; baseUrl: string };

/** Authorization code with PKCE (S256). What `exchange` gives are credentials like those that a person types. */
export type OAuth<C> = {
  authorizeUrl(client: OAuthClient, request: { redirectUri: string; state: string; codeChallenge: string }): string;
  exchange(client: OAuthClient, grant: { code: string; codeVerifier: string; redirectUri: string }): Promise<C>;
};

/** A project that the operator owns at the provider is handed to a person there. */
export type Transfer = {
  /** Whether it still belongs to the operator. */
  isOpen(client: OAuthClient, projectId: string): Promise<boolean>;
  /** A link on which the person takes it over. */
  start(client: OAuthClient, projectId: string): Promise<{ url: string; validForSeconds: number }>;
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
  /** An object of strings: the form, the API body and the stored secret. */
  credentials: z.ZodType<C>;
  /** The address that these credentials are used at: where it is private, the provider can reach a private console. */
  address(credentials: C): string;
  /** How a person connects without typing a key; only where the operator has a client. */
  oauth?: OAuth<C>;
  /** Makes a project that belongs to the operator's client, and gives its credentials. */
  provision?(client: OAuthClient, name: string): Promise<C>;
  transfer?: Transfer;
  /** Whether users carry the provider's own `updated_at`. */
  tracksUpdates: boolean;
  /** A table left behind by Neon, whose columns are generated from raw_json, reads this provider's users rightly. */
  fitsNeonTable?: boolean;
  /** Top-level keys of `raw` that move without a change worth writing. */
  volatile: string[];
  /**
   * What `raw` says of a user, as SQL/JSON path predicates: the e-mail is verified; nobody may sign in as this user. Absent
   * where the provider says no such thing. `$now` is the time (ISO 8601, UTC), for `$.until > $now` and nothing else.
   * https://www.postgresql.org/docs/current/functions-json.html#FUNCTIONS-SQLJSON-PATH
   */
  facts?: { verified?: string; banned?: string };
  /** Top-level keys of `raw` that only the customer's own servers write: an integration may leave them out. */
  privateKeys?: string[];
  /**
   * The documented limit that the customer's own app shares: Rollcall keeps to its share of it. Null where there is none, or it
   * counts each client for itself: then it is asked freely until a 429.
   */
  limit: { requests: number; perSeconds: number } | null;
  /** What these credentials can sync; at least one. */
  listProjects(credentials: C): Promise<ProviderProject[]>;
  /** The credentials for this one of them. Absent where they speak for a single one anyway. */
  select?(credentials: C, projectId: string): Promise<C>;
  /** Asked once, at Connect: the least that is needed from now on, in place of what was broader. */
  narrow?(credentials: C): Promise<C>;
  /** Gives back at Disconnect what `exchange` or `narrow` obtained; what is gone already is no error. */
  release?(credentials: C): Promise<void>;
  links(project: ProviderProject, credentials: C): QuickLinks;
  /** One user in the provider's console; absent where it has no address per user. */
  userLink?(project: ProviderProject, credentials: C, userId: string): string;
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
  feed?: Feed<C>;
  /** Returns the new user's id. Throws AppError `invalid_input` where the provider refuses this user. */
  createUser?(credentials: C, user: { email: string; name: string | null }): Promise<string>;
  /** For good; whoever is gone already is no error. */
  deleteUser?(credentials: C, id: string): Promise<void>;
}
