import { Inngest } from "inngest";
import { describe, it } from "vitest";
import { z } from "zod";
import { log } from "@/lib/log";
import { openEndpoint } from "./endpoint";
import { eventKey, signingKey, startServer } from "./server";
import { describeEngine } from "./suite";

const run = z.object({ status: z.string(), finishedAt: z.string().nullable(), output: z.string().nullable() });
/** No data until the server has stored the event, no runs until it has found its functions. */
const answer = z.object({ data: z.object({ event: z.object({ functionRuns: z.array(run).nullable() }) }).nullable() });

/** Its API for others keeps an answer for 15 seconds, even an empty one; what its own pages ask is always current. */
async function runsOf(url: string, eventId: string) {
  const query = `{ event(query: { eventId: "${eventId}" }) { functionRuns { status finishedAt output } } }`;
  const response = await fetch(`${url}/v0/gql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return answer.parse(await response.json()).data?.event.functionRuns ?? [];
}

const bin = process.env.INNGEST_BIN;

if (bin) {
  // A minute, for the shortest pattern of its crons, and some more.
  describeEngine("an Inngest server", 75_000, async () => {
    const server = await startServer(bin);
    const endpoint = await openEndpoint();
    const options = { isDev: false, baseUrl: server.url, eventKey, signingKey };
    const client = new Inngest({ id: "probe", checkpointing: false, logger: log, ...options });
    return {
      client,
      cron: "* * * * *",
      startWorker: (functions) => endpoint.add(client, functions),
      async endedRuns(eventId) {
        const runs = await runsOf(server.url, eventId);
        if (runs.some((run) => run.finishedAt === null)) return [];
        return runs.map(({ status, output }) => ({
          state: status === "COMPLETED" ? "completed" : "failed",
          output: output === null ? null : JSON.parse(output),
        }));
      },
      async close() {
        endpoint.close();
        await server.stop();
      },
    };
  });
} else {
  describe("an Inngest server", () => {
    it.skip("keeps the same promises (INNGEST_BIN names no server)", () => {});
  });
}
