import type { Backlog } from "@/db/queries/changes";
import { findLastWalk } from "@/db/queries/runs";

/** Below this many users a walk is not worth its pages, however few they are. */
const worthAWalk = 500;
/** A page costs about as much as so many gets: its users travel and are compared as well. */
const getsPerPage = 10;

/** Whether walking every user asks less of the provider than one get for each user in the backlog. */
export async function isWalkCheaper(integrationId: string, { users }: Backlog): Promise<boolean> {
  if (users < worthAWalk) return false;
  const last = await findLastWalk(integrationId);
  return last !== undefined && users > last.pages * getsPerPage;
}
