import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { syncButtons } from "./sync-buttons";

const action = async () => ({});
const actions = { resync: action, isOwner: true };
const pause = { turn: () => {}, resuming: false };
const paused = { at: "2026-11-21T12:00:00.000Z", by: "Ada" };

const refused = (code: string): Partial<IntegrationStatus> => ({
  state: "action-required",
  problem: { code, needsPerson: true } as IntegrationStatus["problem"],
});

function markup(status: Partial<IntegrationStatus>, may: Partial<typeof actions> | null = {}): string[] {
  const whole = { state: "in-parity", paused: null, held: 0, parked: 0, problem: null, run: null, ...status };
  const given = {
    projectId: "p",
    status: whole as IntegrationStatus,
    actions: may ? { ...actions, ...may } : undefined,
  };
  const { head, band } = syncButtons({ ...given, pause, onDone: () => {} });
  return [head, band].map((node) => renderToStaticMarkup(node).replace(/<script>.*<\/script>/, ""));
}
const buttons = (...given: Parameters<typeof markup>) =>
  markup(...given).map((html) =>
    html
      .replace(/<[^>]*>/g, " ")
      .replace(/ +/g, " ")
      .trim(),
  );

it("while it is paused the headline's one button is Resume, whatever else is wrong", () => {
  expect(buttons({ state: "paused", paused })).toEqual(["", expect.stringContaining("Resume sync")]);
  expect(buttons({ ...refused("provider_refused"), paused })[1]).toMatch(/^Resume sync/);
});

it("what waits for a person keeps the headline's button, and Resume stands in the head", () => {
  const [head, band] = buttons({ state: "action-required", paused, held: 3 });
  expect(head).toContain("Resume sync");
  expect(band).toBe("Review 3 deletions");
});

it("a viewer sees no button that acts", () => {
  expect(buttons({ state: "paused", paused }, null)).toEqual(["", ""]);
  expect(buttons(refused("provider_refused"), null)).toEqual(["", ""]);
});

it("what is refused is replaced from the headline, or tried again after it was mended elsewhere", () => {
  expect(buttons(refused("provider_refused"))[1]).toBe("Replace credentials Resync now");
  expect(buttons(refused("target_refused"))[1]).toBe("Replace connection string Resync now");
  expect(buttons(refused("target_refused"), { isOwner: false })[1]).toBe("Resync now");
});

it("Resync starts nothing while a run goes on, and sends on a run that a problem holds up", () => {
  const run = {} as IntegrationStatus["run"];
  expect(markup({ run })[0]).toContain("disabled=");
  expect(markup({ ...refused("provider_refused"), run })[1]).not.toContain("disabled=");
});
