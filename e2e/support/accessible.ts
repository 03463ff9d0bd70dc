import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./test";

type Look = { name: string; colorScheme: "light" | "dark"; width: number };

const everyLook: Look[] = (["light", "dark"] as const).flatMap((colorScheme) =>
  [360, 1440].map((width) => ({ name: `${colorScheme}-${width}`, colorScheme, width })),
);
const oneLook: Look[] = [{ name: "dark-360", colorScheme: "dark", width: 360 }];

/** Nothing for axe to find, no sideways scrolling, in light and dark, narrow and wide. */
export const check = (page: Page, name: string) => checkLooks(page, name, everyLook);

/** The same at the look that fails most easily, for pages made of parts that are checked in full elsewhere. */
export const glance = (page: Page, name: string) => checkLooks(page, name, oneLook);

async function checkLooks(page: Page, name: string, looks: Look[]) {
  for (const { name: look, colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
    expect(found, `${name}, ${look}`).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, `${name} scrolls sideways at ${width}`).toBeLessThanOrEqual(0);
    await page.evaluate(() => window.scrollTo(0, 0));
    // For eyes, of which CI has none.
    if (!process.env.CI) await page.screenshot({ path: `test-results/looks/${name}-${look}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
