import { beforeEach } from "vitest";
import { startWorkos } from "@/lib/providers/fixtures/workos";
import { connectHere, prepareProvider } from "./counterpart";
import { type Connected, walkToTheEnd } from "./integration";

prepareProvider("workos", startWorkos);

export { provider, proxy } from "./counterpart";

/** A new integration before each test of the importing suite, in parity. */
export let connected: Connected;

beforeEach(async () => {
  connected = await connectHere();
  await walkToTheEnd(connected.id);
  return connected.end;
});
