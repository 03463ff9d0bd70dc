import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { projects } from "@/db/schema";
import { createConsole } from "@/test/console";
import { findSecrets, keepSecrets, makeSecrets, openDataDir, readSecrets, readState, writeState } from "./data-dir.mjs";
import { Refusal } from "./say.mjs";
import { refuseNewKeys } from "./sealed.mjs";

let dir = "";
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "rollcall-data-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

it("secrets are kept as they are from the first start on", () => {
  expect(findSecrets(dir)).toBeUndefined();
  const made = makeSecrets();
  keepSecrets(dir, made);
  expect(readSecrets(dir)).toEqual(made);
  expect(readdirSync(dir)).toEqual(["secrets.json"]);
});

it.each(["", "{", "null", '{"superuser":"s"}'])(
  "secrets that read %j are refused, and the file is left alone",
  (text) => {
    const file = path.join(dir, "secrets.json");
    writeFileSync(file, text);
    expect(() => findSecrets(dir)).toThrow(Refusal);
    expect(() => findSecrets(dir)).toThrow("Restore it from the backup");
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

it("secrets that are missing are not made where there must be some", () => {
  expect(() => readSecrets(dir)).toThrow("secrets.json is missing");
  expect(readdirSync(dir)).toEqual([]);
});

it("new keys are refused to a console database that holds what others have sealed", async () => {
  const address = await createConsole();
  await expect(refuseNewKeys(address, dir)).resolves.toBeUndefined();
  const place = { host: "h", database: "d", role: "r" };
  await db()
    .insert(projects)
    .values({ name: "Storefront", connection: "sealed", ...place });
  await expect(refuseNewKeys(address, dir)).rejects.toThrow("no new keys were made");
});

it("a broken note about what runs is refused rather than taken for none", () => {
  expect(readState(dir)).toEqual({});
  writeState(dir, { pid: 1 });
  expect(readState(dir)).toEqual({ pid: 1 });
  writeFileSync(path.join(dir, "state.json"), "");
  expect(() => readState(dir)).toThrow("delete the file: it holds no data");
});

it.runIf(process.platform === "linux")("a folder of the kernel's is refused at once", () => {
  expect(() => openDataDir("/proc/rollcall/data")).toThrow("keeps nothing");
});
