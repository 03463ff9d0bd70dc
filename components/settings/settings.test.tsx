import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { IntegrationStatus, SettingsView } from "@/lib/integrations/views";
import { BudgetCard } from "./budget-card";
import { PrivateCard } from "./private-card";
import { ScheduleCard } from "./schedule-card";
import { SyncCard } from "./sync-card";

const view: SettingsView = {
  provider: "Clerk",
  check: { every: null, byDefault: 60 },
  poll: { every: 45, byDefault: 30 },
  budget: { percent: 50, limit: { requests: 1000, perSeconds: 10 } },
  privateMetadata: { leftOut: false, keys: ["private_metadata"] },
};
const status = {
  paused: null,
  waiting: 0,
  provider: { id: "clerk", name: "Clerk" },
  schema: "neon_auth",
} as const satisfies Partial<IntegrationStatus>;
const paused = { ...status, paused: { at: "2026-11-21T12:00:00.000Z", by: "Ada" }, waiting: 2 };
const action = async () => ({});
const html = renderToStaticMarkup;
const words = (node: Parameters<typeof html>[0]) => html(node).replace(/<[^>]*>/g, "");
const controls = /<button|<form|<input/;

describe("a viewer reads what is set, and sees no control", () => {
  it.each([
    [<SyncCard key="s" projectId="p" status={status} />, "On. While it is paused Clerk is not read"],
    [<SyncCard key="p" projectId="p" status={paused} />, "Ada paused it"],
    [
      <ScheduleCard key="c" projectId="p" view={view} />,
      "Every user is compared every hour. The event feed of Clerk is read every 45 s.",
    ],
    [<BudgetCard key="b" projectId="p" view={view} />, "Clerk takes 1,000 requests in 10 s"],
    [
      <PrivateCard key="m" projectId="p" provider="Clerk" view={{ leftOut: true, keys: ["a", "b"] }} />,
      "a, b is left out of raw_json.",
    ],
  ])("%#", (card, said) => {
    expect(words(card)).toContain(said);
    expect(html(card)).not.toMatch(controls);
  });
});

describe("who may change it", () => {
  const actions = { pause: action, resume: action };
  it("is offered the one of pause and resume that there is to do", () => {
    expect(words(<SyncCard projectId="p" status={status} actions={actions} />)).toMatch(/Pause sync/);
    const held = words(<SyncCard projectId="p" status={paused} actions={actions} />);
    expect(held).toMatch(/2 changes wait\. .*Resume sync/);
    expect(held).not.toContain("Pause sync");
  });

  it("sees the console's own schedule as what an empty field means", () => {
    const form = html(<ScheduleCard projectId="p" view={view} action={action} />);
    expect(form).toMatch(/placeholder="60" name="checkEveryMinutes" value=""|name="checkEveryMinutes"[^>]*value=""/);
    expect(form).toMatch(/name="pollEverySeconds"[^>]*value="45"/);
    expect(html(<ScheduleCard projectId="p" view={{ ...view, poll: null }} action={action} />)).not.toContain("feed");
  });

  it("is told that a provider without a documented limit is asked by its own headers", () => {
    const card = <BudgetCard projectId="p" view={{ ...view, budget: { percent: 50, limit: null } }} action={action} />;
    expect(words(card)).toContain("Clerk documents no limit that your app would share.");
  });
});
