import type { Page } from "@playwright/test";

/** Holds back what is asked for at `address` until the returned function is called; not what is fetched ahead. */
export async function hold(page: Page, address: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    if (!route.request().headers()["next-router-prefetch"]) await released;
    await route.continue();
  });
  return release;
}

/** Answers what is asked for at `address` with a 500 that says nothing, until the returned function is called. */
export async function fail(page: Page, address: RegExp): Promise<() => Promise<void>> {
  await page.route(address, (route) => route.fulfill({ status: 500, body: "" }));
  return () => page.unroute(address);
}
