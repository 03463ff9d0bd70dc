/** A way to sign in beside the one-time link, as this console is set up. */
export type WayView = { id: string; name: string };

/** Who a person is at an issuer. */
export type IdentityView = { provider: string; subject: string; way: string; email: string | null; createdAt: string };

/** The actor's own account. */
export type AccountView = {
  name: string;
  identities: IdentityView[];
  /** It is the first owner's, whom `npm run link` always lets in. */
  entersByLink: boolean;
};
