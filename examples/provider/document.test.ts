import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { credentialFields, hintsOf, providers } from "@/lib/providers";
import type { Provider } from "@/lib/providers/types";
import { logto } from "./logto";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const document = read("docs/add-a-provider.md");

const blocks = [...document.matchAll(/^```(\w+) title="([^"]+)"\n(.*?)^```$/gms)].map(
  ([, language = "", file = "", code = ""]) => ({ language, file, code }),
);
const quotes = blocks.filter(({ language }) => language !== "diff");
const diffs = blocks.filter(({ language }) => language === "diff");

/** The lines that a hunk takes for given, without those that it adds. */
const given = (hunk: string) =>
  hunk
    .split("\n")
    .filter((line) => !line.startsWith("+"))
    .map((line) => line.slice(1))
    .join("\n");

describe("docs/add-a-provider.md", () => {
  it.each(quotes)("quotes whole lines of $file as they are (%#)", ({ file, code }) => {
    expect(`\n${read(file)}`).toContain(`\n${code}`);
  });

  it("quotes from every file of the example but this test", () => {
    const others = readdirSync(import.meta.dirname).filter((file) => file !== "document.test.ts");
    for (const file of others) expect(quotes.map((quote) => quote.file)).toContain(`examples/provider/${file}`);
  });

  it.each(diffs)("adds to $file beside lines that stand there", ({ file, code }) => {
    for (const hunk of code.split(/^@@.*\n/m)) {
      expect(hunk).toMatch(/^\+/m);
      expect(given(hunk).trim()).not.toBe("");
      expect(`\n${read(file)}`).toContain(`\n${given(hunk)}`);
    }
  });

  it("leads only to files that are there", () => {
    const linked = [...document.matchAll(/\]\((\.[^)#]+)/g)].map(([, to = ""]) => path.join("docs", to));
    const named = [...document.matchAll(/`([\w.-]+\/[\w./-]+\.tsx?)`/g)].map(([, file = ""]) => file);
    expect(linked.length).toBeGreaterThan(0);
    for (const file of [...linked, ...named]) expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
  });

  it("is right that one line makes the registry, and so the console, know the provider", () => {
    const registry = { ...providers, logto };
    const known: Record<string, Provider> = registry;
    expect(Object.keys(known).filter((id) => known[id]?.id !== id)).toEqual([]);
    const fields = credentialFields(registry.logto);
    expect(fields.map(({ name, secret }) => [name, secret])).toEqual([
      ["endpoint", false],
      ["appId", false],
      ["appSecret", true],
    ]);
    const typed = { endpoint: "https://abc123.logto.app", appId: "app", appSecret: "a secret of some length" };
    expect(hintsOf(registry.logto, typed)).toEqual({ ...typed, appSecret: "••••ngth" });
  });
});
