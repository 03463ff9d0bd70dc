import { readdirSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";

const app = path.resolve(import.meta.dirname, "../../app");

/** Every address under a folder of `app/` that has a file of this name, with the ids put in: none can be forgotten. */
function addressesOf(folder: string, file: "page.tsx" | "route.ts", ids: Record<string, string>): string[] {
  const base = path.join(app, folder);
  return readdirSync(base, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === file)
    .map((name) => path.join("/", folder, path.dirname(name)))
    .map((address) => address.replace(/\/\([^)]+\)/g, ""))
    .map((address) => address.replace(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? `no-${name}`))
    .sort();
}

/** What the exports want to be told. */
const wanted = "?state=parked&format=csv";

/**
 * What whoever is signed in is answered at each page and each read of a project: "404 /projects/…". `name` is the
 * project's: a refusal that has it in it gives something away.
 */
export function answersTo(page: Page, base: string, ids: Record<string, string>, name: string): Promise<string[]> {
  const pages = addressesOf("(console)/projects/[projectId]", "page.tsx", ids);
  const reads = addressesOf("api/projects/[projectId]", "route.ts", ids);
  return Promise.all(
    [...pages, ...reads].map(async (address) => {
      const answer = await page.request.get(base + address + wanted, { maxRetries: 3 });
      const tells = !answer.ok() && (await answer.text()).includes(name);
      return `${answer.status()}${tells ? " which tells" : ""} ${address}`;
    }),
  );
}
