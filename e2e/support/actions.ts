import type { APIResponse, Page } from "@playwright/test";
import { expect } from "./test";

/** A server action as a page sent it, without the cookies. */
export type Sent = { url: string; headers: Record<string, string>; body: string };

/** Does what makes the page send a server action, and keeps a copy of that. */
export async function record(page: Page, act: () => Promise<void>): Promise<Sent> {
  const sending = page.waitForRequest((request) => request.method() === "POST" && "next-action" in request.headers());
  await act();
  const request = await sending;
  expect((await request.response())?.status()).toBeLessThan(400);
  const { "content-length": _, ...headers } = request.headers();
  return { url: request.url(), headers, body: request.postData() ?? "" };
}

/** Sends the same, with what is changed about it, as whoever is signed in on this page. */
export const replay = (
  page: Page,
  { url, headers, body }: Sent,
  change = (text: string) => text,
): Promise<APIResponse> => page.request.post(url, { headers, data: Buffer.from(change(body)), maxRedirects: 0 });

/** What of a page's main part can be pressed, typed into or chosen, as a screen reader names it. */
export async function controlsOf(page: Page): Promise<string[]> {
  const heard = await page.getByRole("main").ariaSnapshot();
  return [...heard.matchAll(/- ((?:button|link|radio|checkbox|switch|textbox|spinbutton)\b(?: "[^"]*")?)/g)].map(
    ([, control = ""]) => control,
  );
}
