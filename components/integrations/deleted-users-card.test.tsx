import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { ErasuresView } from "@/lib/integrations/views";
import { DeletedUsersCard } from "./deleted-users-card";

const soon = new Date(Date.now() + 3 * 86_400_000 + 3_600_000).toISOString();
const view: ErasuresView = {
  provider: "Stack Auth",
  policy: "erase",
  holdBackHours: 180,
  schema: "neon_auth",
  erasures: [
    { userId: "u1", parked: true, dueAt: soon, reason: "Foreign key notes_user of public.notes refuses." },
    { userId: "u2", parked: false, dueAt: soon, reason: null },
  ],
  waiting: 70,
  parked: 1,
};
const action = async () => ({});
const actions = { save: action, purge: action, cancel: action, retry: action };
const textOf = (shown: Partial<ErasuresView>, may: boolean) =>
  renderToStaticMarkup(
    <DeletedUsersCard projectId="p1" view={{ ...view, ...shown }} actions={may ? actions : undefined} />,
  );

it("shows who is erased when, who is refused and why, and how many more there are", () => {
  const html = textOf({}, true);
  expect(html).toContain("70 rows will be erased, 1 refused by your database");
  expect(html).toContain("Foreign key notes_user of public.notes refuses.");
  expect(html).toMatch(/Erased in <time[^>]*>3 d( 1 h)?</);
  expect(html).toContain("2 of 71 are shown");
});

it("keeps the hold-back in days and hours, out of sight while rows are only marked", () => {
  expect(textOf({}, true)).toMatch(/name="days"[^>]*value="7".*name="hours"[^>]*value="12"/);
  const marking = textOf({ policy: "mark", erasures: [], waiting: 0, parked: 0 }, true);
  expect(marking).toContain('<input type="hidden" name="days" value="7"/>');
  expect(marking).not.toContain("will be erased");
});

it("a viewer sees what is set and scheduled, and no button", () => {
  const html = textOf({}, false);
  expect(html).toContain("erased after 7 d 12 h");
  expect(html).toContain("u2");
  expect(html).not.toMatch(/<button|<form|<input/);
});
