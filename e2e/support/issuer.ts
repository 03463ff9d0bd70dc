import type { Page } from "@playwright/test";
import { startOidc } from "@/lib/providers/fixtures/oidc";
import { freePair, type Rollcall } from "./rollcall";
import { test as base, expect } from "./test";

type Issuer = Awaited<ReturnType<typeof startOidc>> & { port: number };

const client = { clientId: "rollcall", clientSecret: "a secret of the issuer" };

/** A console where people sign in at an OpenID issuer that asks them on its own pages; `grace@example.com` is allow-listed. */
export const test = base.extend<{ openBrowser: () => Promise<Page> }, { issuer: Issuer }>({
  /** A browser of their own for each of the others. Whoever is shut out is answered with 401 or 404: only that may be said. */
  openBrowser: async ({ browser, rollcall }, use) => {
    const errors: string[] = [];
    await use(async () => {
      const context = await browser.newContext();
      // The issuer's pages ask for a font elsewhere.
      await context.route("https://fonts.googleapis.com/**", (route) => route.abort());
      context.on("weberror", (error) => errors.push(`${error.error().message} ${error.page()?.url()}`));
      context.on("console", (message) => {
        const isOurs = message.location().url.startsWith(rollcall.url);
        const isAnswer = message.text().startsWith("Failed to load resource");
        if (message.type() === "error" && isOurs && !isAnswer) errors.push(message.text());
      });
      return context.newPage();
    });
    expect(errors).toEqual([]);
  },
  issuer: [
    async ({ instance: _ }, use) => {
      const port = await freePair();
      const redirectUri = `http://localhost:${port}/api/auth/callback/oidc`;
      const issuer = await startOidc({ ...client, redirectUri }, true);
      await use({ ...issuer, port });
      await issuer.stop();
    },
    { scope: "worker" },
  ],
  options: [
    ({ issuer: { issuer, port } }, use) => {
      const { clientId: OIDC_ID, clientSecret: OIDC_SECRET } = client;
      const way = { OIDC_ISSUER: issuer, OIDC_ID, OIDC_SECRET, OIDC_NAME: "Acme SSO" };
      return use({ port, env: { ...way, SIGN_IN_EMAILS: "grace@example.com" } });
    },
    { scope: "worker" },
  ],
});

/** From a page of the console to the issuer, through its login and its consent, and back. */
export async function continueAs(page: Page, login: string) {
  await page.getByRole("button", { name: "Continue with Acme SSO" }).click();
  await page.getByPlaceholder("Enter any login").fill(login);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/** The same from the console's own sign-in page. */
export async function signInAs(page: Page, rollcall: Rollcall, login: string) {
  await page.goto(`${rollcall.url}/sign-in`);
  await continueAs(page, login);
}

export { expect };
