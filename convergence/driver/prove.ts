import { isDeepStrictEqual } from "node:util";
import { findLastVerify } from "@/db/queries/runs";
import { repairDifferences } from "@/lib/integrations/repair-differences";
import type { World } from "../model/world";
import type { Stage } from "../stage/stage";
import type { Engine } from "./engine";
import { checkParity } from "./oracles";
import { drainInbox } from "./settle";
import { Violation } from "./violation";

/** Once both sides are equal: a verify says so; one after damage by hand finds it, all of it and no more; and repair mends it. */
export async function prove(stage: Stage, engine: Engine, world: World): Promise<void> {
  await expectFound(stage, engine, {});
  const live = world.ids().filter((id) => world.now(id).raw !== null);
  await expectFound(stage, engine, await stage.target.damage(live));
  const run = await findLastVerify(stage.integrationId);
  await repairDifferences(stage.actor, stage.projectId, run?.id ?? "");
  await engine.drainAll();
  await drainInbox(stage, engine);
  await checkParity(stage, world);
  await expectFound(stage, engine, {});
}

async function expectFound(stage: Stage, engine: Engine, expected: Record<string, string>): Promise<void> {
  await engine.verify();
  const told = await stage.console.found();
  const state = Object.keys(expected).length === 0 ? "equal" : "incomplete";
  if (told?.state === state && isDeepStrictEqual(told.differences, expected)) return;
  const { reason, differences } = told ?? {};
  const says = `${told?.state} (${reason}) ${JSON.stringify(differences)}`;
  throw new Violation("verify", `a verify says ${says}, where ${JSON.stringify(expected)} is so`);
}
