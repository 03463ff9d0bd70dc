import { existsSync } from "node:fs";
import { type Browser, chromium } from "@playwright/test";
import { chromiumPath } from "../scripts/lib/chromium.mjs";
import { type Bench, type Figure, figure } from "./lib/figure";
import { corePages, type SignedIn, startSignedIn } from "./lib/signed-in";

/**
 * Opens a page as a first visit, with nothing in the cache, until it asks for nothing more. Returns the bytes of all scripts
 * as they came over the wire, those fetched ahead for its links too.
 */
async function weigh(browser: Browser, { cookie }: SignedIn, url: string): Promise<number> {
  const context = await browser.newContext();
  await context.addCookies([{ ...cookie, url }]);
  const page = await context.newPage();
  const sizes: Promise<{ responseBodySize: number }>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") sizes.push(request.sizes());
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const all = await Promise.all(sizes);
  await context.close();
  return all.reduce((total, { responseBodySize }) => total + responseBodySize, 0);
}

const kilobytes = (bytes: number) => bytes / 1000;

/** How much JavaScript, compressed, a first visit to each core page loads; and to the empty page, which is Next and React. */
export async function measure(bench: Bench): Promise<Figure[]> {
  const place = await startSignedIn(bench, 2_000);
  const executablePath = chromiumPath(chromium.executablePath(), existsSync);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
  const weights: { name: string; kb: number }[] = [];
  for (const [name, path] of Object.entries(corePages(place))) {
    weights.push({ name, kb: kilobytes(await weigh(browser, place, place.console.url + path)) });
    bench.note(`weight of ${name}`);
  }
  const emptyKb = kilobytes(await weigh(browser, place, place.empty.url));
  await browser.close();
  await place.stop();
  const [heaviest] = weights.toSorted((a, b) => b.kb - a.kb);
  return [
    figure({ name: "page.weight", unit: "kB", bound: "most", must: 160, aim: 130 }, heaviest?.kb ?? Number.NaN, {
      heaviest: heaviest?.name ?? "",
      emptyKb,
      ...Object.fromEntries(weights.map(({ name, kb }) => [`${name}Kb`, kb])),
    }),
  ];
}
