import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { awaitsRepair, ToRepair } from "./to-repair";

const found = { runId: "r1", count: 3, repaired: false };
const status = { state: "degraded", problem: null, differences: found } as IntegrationStatus;
const problem = { code: "provider_unavailable" } as IntegrationStatus["problem"];
const render = (changes: Partial<IntegrationStatus>) =>
  renderToStaticMarkup(<ToRepair projectId="p" status={{ ...status, ...changes }} />);

it("differences are what the headline is about, unless something worse is", () => {
  expect(awaitsRepair(status)).toBe(true);
  expect(awaitsRepair({ ...status, problem })).toBe(false);
  expect(awaitsRepair({ ...status, state: "action-required" })).toBe(false);
  expect(awaitsRepair({ ...status, differences: null })).toBe(false);
});

it("leads to the parity check, where the number is confirmed before anything is mended, and proved after it", () => {
  expect(render({})).toMatch(/href="\/projects\/p\/auth\/status#parity".*Repair 3 rows/);
  expect(render({ differences: { ...found, repaired: true } })).toContain("Verify again");
});
