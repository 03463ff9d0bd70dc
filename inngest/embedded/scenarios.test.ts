import { createConsole } from "../../test/console";
import { describeEngine } from "../scenarios/suite";
import { probeClient, runsOf, startProbe } from "./probe";

describeEngine("the embedded engine", 15_000, async () => {
  const url = await createConsole();
  const client = probeClient();
  return {
    client,
    cron: "* * * * * *",
    startWorker: (functions) => startProbe(url, client, functions, { leaseMs: 1000 }),
    async endedRuns(eventId) {
      const runs = await runsOf({ eventId });
      if (runs.some((run) => run.state === "running")) return [];
      return runs.map(({ state, output }) => ({ state: state === "completed" ? state : "failed", output }));
    },
    close: async () => {},
  };
});
