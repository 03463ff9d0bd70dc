import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Inngest } from "inngest";
import { serve } from "inngest/node";
import type { ScenarioFunctions, Worker } from "./suite";

type Serving = Worker & { take(request: IncomingMessage, response: ServerResponse): Promise<void> };

/** One address for several workers, as behind a load balancer: each request goes to the next that is at work. */
export async function openEndpoint() {
  let workers: Serving[] = [];
  const server = createServer((request, response) => {
    const [next, ...others] = workers;
    if (!next) return void request.socket.destroy();
    workers = [...others, next];
    next.take(request, response).catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/api/inngest`;

  return {
    url,
    /** Adds a worker; the engine learns its functions. */
    async add(client: Inngest, functions: ScenarioFunctions): Promise<Worker> {
      const worker = createWorker(client, functions, () => {
        workers = workers.filter((each) => each !== worker);
      });
      workers.push(worker);
      const synced = await fetch(url, { method: "PUT" });
      if (!synced.ok) throw new Error(`The functions did not sync: ${await synced.text()}`);
      return worker;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function createWorker(client: Inngest, functions: ScenarioFunctions, leave: () => void): Serving {
  const handle = serve({ client, functions });
  const calls = new Map<string, number>();
  const open = new Map<ServerResponse, Promise<unknown>>();
  return {
    async take(request, response) {
      const id = new URL(request.url ?? "", "http://worker").searchParams.get("fnId") ?? "";
      calls.set(id, (calls.get(id) ?? 0) + 1);
      open.set(response, once(response, "close"));
      response.once("close", () => open.delete(response));
      await handle(request, response);
    },
    calls: (functionId) => calls.get(functionId) ?? 0,
    async stop() {
      leave();
      await Promise.all(open.values());
    },
    async kill() {
      leave();
      for (const response of open.keys()) response.destroy();
    },
  };
}
