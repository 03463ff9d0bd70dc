import { type Integration, updateIntegration } from "@/db/queries/integrations";
import { wakeDrain } from "./wake";

/** After what was refused has been replaced: the problem is over until the next try tells, which compares every user at once. */
export async function tryAnew(id: string, replaced: Partial<Integration> = {}): Promise<void> {
  await updateIntegration(id, { ...replaced, problem: null, nextCheckAt: new Date() });
  await wakeDrain(id);
}
