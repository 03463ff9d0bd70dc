import { describe, expect, it } from "vitest";
import { createCaller, type Handlers } from "@/inngest/embedded/call";
import { readRegistry } from "@/inngest/embedded/registry";
import { functions } from "@/inngest/functions";
import { handlers } from "@/inngest/handlers";

const url = "http://embedded.invalid/api/inngest";

describe("the functions of this project", () => {
  it("ask for nothing that the embedded engine does not support", async () => {
    const registry = readRegistry(await createCaller(async () => handlers).sync());
    expect([...registry.keys()].sort()).toEqual(functions.map((fn) => fn.id("rollcall")).sort());
  });

  it("are neither called nor listed for anybody who does not hold this process's key", async () => {
    const { POST, PUT }: Handlers = handlers;
    const call = new Request(`${url}?fnId=rollcall-sweep&stepId=step`, { method: "POST", body: "{}" });
    const headers = { "x-inngest-sync-kind": "in_band" };
    const list = new Request(url, { method: "PUT", headers, body: JSON.stringify({ url }) });
    expect((await POST(call, undefined)).status).toBe(401);
    const register = new Request(url, { method: "PUT", body: "" });
    expect((await PUT(list, undefined)).status).toBe(401);
    expect((await PUT(register, undefined)).status).toBe(401);
  });
});
