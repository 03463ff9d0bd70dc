import { afterAll, beforeAll, expect, it } from "vitest";
import { db, openDatabase, setDatabase } from "@/db/client";
import { updateIntegration } from "@/db/queries/integrations";
import { changes } from "@/db/schema";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { startStackAuth } from "@/lib/providers/fixtures/stack-auth";
import { createConsole } from "@/test/console";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { answerScrape } from "./answer-scrape";
import { noteDecision, noteDelivery, noteRows, noteWalked } from "./notes";

const token = "a token for tests only";
const bearer = (value: string) => new Headers({ authorization: `Bearer ${value}` });
const page = async () => (await answerScrape(bearer(token), token)).text();

let address: string;
let stack: Counterpart;
let connected: Connected;

beforeAll(async () => {
  address = await createConsole();
  stack = await startStackAuth();
  connected = await connectProvider("stack-auth", stack.credentials(stack.origin));
});
afterAll(async () => {
  await connected.end();
  await stack.stop();
});

/** The sample of the one integration here. */
async function sample(name: string): Promise<string | undefined> {
  const labels = `{integration="${connected.id}",provider="stack-auth"} `;
  const line = (await page()).split("\n").find((each) => each.startsWith(`rollcall_${name}${labels}`));
  return line?.slice(line.indexOf("} ") + 2);
}

it("nobody reads the metrics without the token, and without a token set there is nothing to read", async () => {
  expect((await answerScrape(bearer(""), undefined)).status).toBe(404);
  expect((await answerScrape(bearer("undefined"), undefined)).status).toBe(404);
  for (const headers of [new Headers(), bearer(""), bearer(`${token}x`), new Headers({ authorization: token })]) {
    const answer = await answerScrape(headers, token);
    expect(answer.status).toBe(401);
    expect(await answer.text()).toBe("");
  }
  expect((await answerScrape(bearer(token), token)).status).toBe(200);
});

it("an integration is healthy until something needs a person, and its open changes are counted", async () => {
  await walkToTheEnd(connected.id);
  expect(await sample("integration_healthy")).toBe("1");
  expect(Number(await sample("last_check_age_seconds"))).toBeGreaterThanOrEqual(0);
  const change = { integrationId: connected.id, kind: "updated" } as const;
  const receivedAt = new Date(Date.now() - 90_000);
  await db()
    .insert(changes)
    .values([
      { ...change, eventId: "1", userId: "a", receivedAt },
      { ...change, eventId: "2", userId: "b" },
      { ...change, eventId: "3", userId: "c", state: "parked" },
      { ...change, eventId: "4", userId: "d", state: "held", kind: "deleted" },
      { ...change, eventId: "5", userId: "e", state: "applied", settledAt: new Date() },
    ]);
  expect(await sample("inbox_waiting")).toBe("2");
  expect(await sample("parked")).toBe("1");
  expect(await sample("held")).toBe("1");
  expect(Number(await sample("inbox_oldest_seconds"))).toBeGreaterThanOrEqual(89);
  expect(await sample("integration_healthy")).toBe("0");
});

it("decisions, deliveries, rows and walks are counted, and latency runs from the commit of the change", async () => {
  const subject = { id: "counted", providerId: "nobody" };
  const change = { eventId: "e", userId: "u", kind: "updated", receivedAt: new Date(Date.now() - 20_000) };
  noteDecision(subject, "applied", [change], "write");
  noteDecision(subject, "asked_again", [change, change], "the answer contradicts the event");
  noteDelivery(subject, "accepted");
  noteRows(subject, "stored", 3);
  noteWalked(subject, "backfill", 4);
  const text = await page();
  const labels = 'integration="counted",provider="nobody"';
  expect(text).toContain(`rollcall_changes_settled_total{${labels},outcome="applied"} 1`);
  expect(text).toContain(`rollcall_changes_settled_total{${labels},outcome="asked_again"} 2`);
  expect(text).toContain(`rollcall_webhook_deliveries_total{${labels},outcome="accepted"} 1`);
  expect(text).toContain(`rollcall_rows_written_total{${labels},action="stored"} 3`);
  expect(text).toContain(`rollcall_walk_users_total{${labels},run="backfill"} 4`);
  expect(text).toContain('rollcall_change_latency_seconds_bucket{le="10",provider="nobody"} 0');
  expect(text).toContain('rollcall_change_latency_seconds_bucket{le="30",provider="nobody"} 1');
  expect(text).toContain('rollcall_change_latency_seconds_count{provider="nobody"} 1');
});

it("an integration that was disconnected is no longer measured, and without a database only that is said", async () => {
  await updateIntegration(connected.id, { disconnectedAt: new Date() });
  expect(await sample("integration_healthy")).toBeUndefined();
  expect(await page()).toContain("rollcall_database_up 1");
  setDatabase(openDatabase("postgres://nobody@127.0.0.1:1/none"));
  const text = await page();
  expect(text).toContain("rollcall_database_up 0");
  expect(text).toContain("process_cpu_seconds_total");
  setDatabase(openDatabase(address));
});
