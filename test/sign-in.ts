import { afterAll, beforeAll, beforeEach } from "vitest";
import { startOidc } from "@/lib/providers/fixtures/oidc";

/** A console that anybody can open, with an OIDC issuer beside it, for the importing suite. */
export const home = "http://localhost:3000";
const clientSecret = "a secret of the issuer";
export const oidc = await startOidc({
  clientId: "rollcall",
  clientSecret,
  redirectUri: `${home}/api/auth/callback/oidc`,
});

// Read once, when lib/env is loaded: so everything that loads it is imported after this.
Object.assign(process.env, {
  OIDC_ISSUER: oidc.issuer,
  OIDC_ID: "rollcall",
  OIDC_SECRET: clientSecret,
  OIDC_NAME: "Acme SSO",
  SIGN_IN_EMAILS: "grace@example.com,*@acme.example",
});
const { answerAuth } = await import("@/lib/auth-route");
const { currentActor } = await import("@/lib/session");
const { createConsole } = await import("./console");
const { createActor } = await import("./integration");
const { inRequest } = await import("./next-request");
const { openVisitor } = await import("./sign-in-visitor");

export const visitor = () => openVisitor(home, answerAuth, "Firefox of a test");
export type Visitor = ReturnType<typeof visitor>;

/** Who the console takes the browser for, if anybody. */
export const actorOf = ({ cookie }: Visitor) =>
  inRequest(home, { headers: { cookie: cookie() } }, () => currentActor());

let people = 0;

beforeAll(async () => {
  await createConsole();
  await createActor("Owner");
});
beforeEach(() => {
  people++;
  oidc.now = { sub: `s${people}`, name: `Person ${people}` };
  oidc.forge = null;
});
afterAll(() => oidc.stop());
