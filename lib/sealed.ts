import { open, seal } from "@/lib/crypto";

/** Secrets of one kind: what was sealed for one record cannot be opened as another's. */
const vault = (kind: string) => ({
  seal: (plain: string, ...record: string[]): string => seal(plain, [kind, ...record].join(":")),
  open: (sealed: string, ...record: string[]): string => open(sealed, [kind, ...record].join(":")),
});

/** By project and provider: JSON of what the provider's credentials schema gives. */
export const credentialsVault = vault("credentials");
/** By project: a connection string. */
export const connectionVault = vault("connection");
/** By integration: a webhook's signing secret, empty until the provider's was pasted. */
export const webhookSecretVault = vault("webhook");
/** By the hash of its state: the PKCE verifier of an authorization under way. */
export const verifierVault = vault("verifier");
