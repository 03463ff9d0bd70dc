import "server-only";
import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { findActor } from "@/lib/accounts/sessions";
import { authOptions } from "@/lib/auth";
import type { Actor } from "@/lib/projects/views";

/** Who acts in this request; null without a session that still counts. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const session = await getServerSession(authOptions);
  return session?.sessionId ? findActor(session.sessionId) : null;
});

/** For pages and actions: no session leads to the sign-in page. */
export async function requireActor(): Promise<Actor> {
  return (await currentActor()) ?? redirect("/sign-in");
}
