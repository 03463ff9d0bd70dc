import { countDifferences, listDifferences } from "@/db/queries/differences";
import { findLeft, findNeighbours, findRunOfProject } from "@/db/queries/run-page";
import type { Run } from "@/db/queries/runs";
import { AppError } from "@/lib/errors";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { getProvider } from "@/lib/providers";
import { toRunView } from "./run-view";
import type { RunPageView } from "./views";

/** As many as a person reads. */
const shown = 50;

/** One run and what stands around it. AppError `not_found` for a run of another project. */
export async function getRun(actor: Actor, projectId: string, runId: string): Promise<RunPageView> {
  await requireRole(actor, projectId, "viewer");
  const found = await findRunOfProject(projectId, runId);
  if (!found) throw new AppError("not_found", "There is no such run.");
  const { run, providerId } = found;
  const [neighbours, left, differences] = await Promise.all([findNeighbours(run), leftBy(run), differencesOf(run)]);
  return { run: toRunView(run), provider: getProvider(providerId).name, ...neighbours, left, differences };
}

async function leftBy(run: Run): Promise<RunPageView["left"]> {
  // A verify leaves nobody to a person: it counts what it could not look at.
  if (run.kind === "verify" || run.parked + run.held === 0) return [];
  const left = await findLeft(run, shown);
  return left.map(({ userId, state, reason }) => ({ userId, reason, open: state === "parked" || state === "held" }));
}

/** While a verify runs there are suspicions only. */
async function differencesOf({ id, kind, state }: Run): Promise<RunPageView["differences"]> {
  if (kind !== "verify" || state === "running") return null;
  const [{ missing, changed, extra }, first] = await Promise.all([countDifferences(id), listDifferences(id, shown)]);
  return { total: missing + changed + extra, first };
}
