import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { UserDecisions } from "@/components/integrations/user-decisions";
import { UserDeletion } from "@/components/integrations/user-deletion";
import { UserVerdict } from "@/components/integrations/user-verdict";
import { getUser } from "@/lib/integrations/get-user";
import type { UserView } from "@/lib/integrations/views";
import { walkToTheEnd } from "./integration";
import { connected, provider } from "./synced";

/** What a user's page is made of at this moment. */
export const view = (id: string) => getUser(connected.actor, connected.projectId, id);

/** The words that a person reads. */
export const textOf = (part: ReactNode) =>
  renderToStaticMarkup(part)
    .replace(/<[^>]*>/g, "")
    .replaceAll("&#x27;", "'");

export const verdictOf = (of: UserView) => textOf(<UserVerdict view={of} />);
export const decisionsOf = (of: UserView) => textOf(<UserDecisions view={of} />);
export const deletionOf = (of: UserView) =>
  of.deletion ? textOf(<UserDeletion view={of} deletion={of.deletion} />) : "";

/** New users, who have their rows. */
export async function stored(count = 1): Promise<string[]> {
  const ids = await provider.addUsers(count);
  await walkToTheEnd(connected.id);
  return ids;
}
