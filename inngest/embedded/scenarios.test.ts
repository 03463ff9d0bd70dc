import { createConsole } from "../../test/console";
import { describeEngine } from "../scenarios/suite";
import { probeClient, runsOf, startProbe } from "./probe";

describeEngine("the embedded engine", async () => {
  const url = await createConsole();
  const client = probeClient();
  let probe: Awaited<ReturnType<typeof startProbe>>;
  return {
    client,
    async start(functions) {
      probe = await startProbe(url, client, functions);
    },
    async endedRuns(eventId) {
      const runs = await runsOf({ eventId });
      if (runs.some((run) => run.state === "running")) return [];
      return runs.map(({ state, output }) => ({ state: state === "completed" ? state : "failed", output }));
    },
    calls: () => probe.calls(),
    stop: () => probe.stop(),
  };
});
