import { redirect } from "next/navigation";
import { finishOAuth } from "@/lib/integrations/finish-oauth";
import { route } from "@/lib/route";
import { requireActor } from "@/lib/session";

const text = (value: string | null) => value?.slice(0, 4000) ?? null;

/** Where a provider sends people back to. What they see next is a page: nobody reads an error here. */
export const GET = route(async (request: Request) => {
  const actor = await requireActor();
  const { searchParams } = new URL(request.url);
  const finished = await finishOAuth(actor, {
    state: text(searchParams.get("state")) ?? "",
    code: text(searchParams.get("code")),
  });
  if (!finished) redirect("/projects?connect=expired");
  const { projectId, providerId, outcome } = finished;
  const auth = `/projects/${projectId}/auth` as const;
  if (outcome === "replaced") redirect(auth);
  if (outcome === "other") redirect(`${auth}/credentials?connect=other`);
  if (outcome === "select") redirect(`${auth}/connect/${providerId}/select`);
  redirect(`${auth}/connect/${providerId}?connect=${outcome}`);
});
