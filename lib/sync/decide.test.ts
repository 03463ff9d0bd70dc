import { describe, expect, it } from "vitest";
import type { ProviderUser } from "@/lib/providers/types";
import { decide } from "./decide";

const user = (updatedAt: string | null): ProviderUser => ({
  id: "u1",
  name: null,
  email: null,
  createdAt: null,
  updatedAt,
  raw: {},
});
const event = (kind: "created" | "updated" | "deleted", asked = 0, sourceUpdatedAt: string | null = null) => ({
  kind,
  asked,
  sourceUpdatedAt,
});
const noon = "2026-11-21T12:00:00.000Z";
const later = "2026-11-21T12:00:01.000Z";

describe("decide: the read decides, after a contradiction was asked again", () => {
  it.each([
    ["a read that agrees is written", event("updated"), user(noon), undefined, "write"],
    ["an agreed deletion is gone", event("deleted"), null, undefined, "gone"],
    ["deleted, but there", event("deleted"), user(noon), undefined, "ask-again"],
    ["deleted, but there for good", event("deleted", 3), user(noon), undefined, "write"],
    ["created, but not there", event("created"), null, undefined, "ask-again"],
    ["created, and gone for good", event("created", 3), null, undefined, "gone"],
    ["older than its event", event("updated", 0, later), user(noon), undefined, "ask-again"],
    ["older than its event for good", event("updated", 3, later), user(noon), undefined, "write"],
    ["would take the row backwards", event("updated"), user(noon), later, "ask-again"],
    ["goes forwards", event("updated"), user(later), noon, "write"],
    ["a provider without updated_at", event("updated"), user(null), later, "write"],
  ])("%s", (_name, given, read, stored, decision) => {
    expect(decide(given, read, stored)).toBe(decision);
  });
});
