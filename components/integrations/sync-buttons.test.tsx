import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { syncButtons } from "./sync-buttons";

const action = async () => ({});
const actions = { resync: action, pause: action, resume: action };
const paused = { at: "2026-11-21T12:00:00.000Z", by: "Ada" };

function buttons(status: Partial<IntegrationStatus>, may = true) {
  const whole = { state: "in-parity", paused: null, held: 0, parked: 0, problem: null, run: null, ...status };
  const given = { projectId: "p", status: whole as IntegrationStatus, actions: may ? actions : undefined };
  const { head, band } = syncButtons({ ...given, onDone: () => {} });
  return [head, band].map((node) =>
    renderToStaticMarkup(node)
      .replace(/<[^>]*>/g, "")
      .trim(),
  );
}

it("while it is paused the headline's one button is Resume, whatever else is wrong", () => {
  expect(buttons({ state: "paused", paused })).toEqual(["", expect.stringContaining("Resume sync")]);
  const [, band] = buttons({ state: "action-required", paused, problem: { needsPerson: true } as never });
  expect(band).toContain("Resume sync");
});

it("what waits for a person keeps the headline's button, and Resume stands in the head", () => {
  const [head, band] = buttons({ state: "action-required", paused, held: 3 });
  expect(head).toContain("Resume sync");
  expect(band).toBe("Review 3 deletions");
});

it("a viewer sees no button that acts", () => {
  expect(buttons({ state: "paused", paused }, false)).toEqual(["", ""]);
});
