import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { getProvider, providerIds } from "@/lib/providers";

const root = path.resolve(import.meta.dirname, "../..");
const product = ["app", "components", "db", "inngest", "lib"];

/** The family itself, and the one file of logos. */
const isExempt = (file: string) =>
  file.startsWith("lib/providers/") || file === "components/ui/provider-tile.tsx" || /\.test\.tsx?$/.test(file);

const files = product
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => path.join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.includes("node_modules") && !isExempt(file));

it("the rest of the product knows no provider by name", () => {
  const names = providerIds.flatMap((id) => [id, getProvider(id).name.split(" ")[0] ?? id]);
  // Words that mean something else too: ours is better, a stack is a list.
  const words = names.filter((name) => !["Better", "Stack", "AWS"].includes(name)).concat("Better Auth", "Stack Auth");
  const pattern = new RegExp(`\\b(${words.join("|")})\\b`, "i");
  const found = files.filter((file) => pattern.test(readFileSync(path.join(root, file), "utf8")));
  expect(files.length).toBeGreaterThan(200);
  expect(found).toEqual([]);
});
