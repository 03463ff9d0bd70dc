"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { revokeSession } from "@/lib/accounts/sessions";
import { formAction } from "@/lib/action";

export const revokeSessionAction = formAction(z.object({ sessionId: z.string() }), async (actor, { sessionId }) => {
  await revokeSession(actor, sessionId);
  revalidatePath("/account/sessions");
});
