"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { resyncUser } from "@/lib/integrations/resync-user";

const one = z.object({ projectId: z.string().min(1).max(100), userId: z.string().min(1).max(2000) });

export const resyncUserAction = formAction(one, (actor, { projectId, userId }) => resyncUser(actor, projectId, userId));
