import type { Integration } from "@/db/queries/integrations";
import { AppError, toPublicError } from "@/lib/errors";
import { withBudget } from "@/lib/http-budget";
import { log } from "@/lib/log";
import { watchProvider } from "@/lib/observe/provider";
import { connectionOf, type Project } from "@/lib/projects/access";
import { getProvider } from "@/lib/providers";
import type { Json, ProviderUser } from "@/lib/providers/types";
import { budgetOf } from "@/lib/sync/budget";
import type { Sync } from "@/lib/sync/context";
import { credentialsOf } from "@/lib/sync/credentials";
import { asConfigured } from "@/lib/sync/private-metadata";
import { confirmIdentity } from "@/lib/sync/read-users";
import { targetError } from "@/lib/target/errors";
import { lendTarget } from "@/lib/target/lend";
import { toLine } from "@/lib/target/rows";
import { userRow } from "@/lib/target/user-row";
import { tableOf } from "./require-integration";
import type { UserRowView, UserSide } from "./views";

/** A person waits for this page; a sync would wait longer. */
const longestMillis = 10_000;

type AtProvider = Omit<ProviderUser, "raw"> & { raw: Json };
type Sides = { atProvider: UserSide<AtProvider>; inTable: UserSide<UserRowView>; volatile: string[] };

/**
 * Asks the provider by id, within the budget, and reads the row, at the same time; a person asks, so also while the sync
 * is paused. Each side answers for itself: what cannot be read is said in words. Writes nothing.
 */
export function readUser(project: Project, integration: Integration, userId: string): Promise<Sides> {
  const provider = watchProvider(asConfigured(getProvider(integration.providerId), integration), integration);
  const connection = connectionOf(project);
  const budget = budgetOf(integration.id, provider.limit, integration.budgetShare);
  return lendTarget(connection, async (target) => {
    const table = tableOf(integration);
    const sync = { integration, provider, credentials: credentialsOf(integration), target, table };
    const row = async () => {
      const found = await userRow(target, table, userId, provider.facts ?? {}).catch((error: unknown) => {
        throw targetError(error, connection);
      });
      return found && { ...found, raw: found.raw as Json };
    };
    const asking = () => withBudget(budget, () => askInTime(sync, userId));
    const [atProvider, inTable] = await Promise.all([side(asking), side(row)]);
    return { atProvider, inTable, volatile: provider.volatile };
  });
}

async function side<T>(read: () => Promise<T | null>): Promise<UserSide<T>> {
  try {
    const user = await read();
    return { readAt: new Date().toISOString(), user };
  } catch (error) {
    if (!(error instanceof AppError)) log.error({ error }, "one side of a user could not be read");
    return { readAt: new Date().toISOString(), error: toPublicError(error) };
  }
}

async function askInTime(sync: Sync, userId: string): Promise<AtProvider | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(tooLate(sync)), longestMillis);
  });
  return Promise.race([ask(sync, userId), late]).finally(() => clearTimeout(timer));
}

/** Nobody is said to be unknown before the same credentials have said which project they speak for. */
async function ask(sync: Sync, userId: string): Promise<AtProvider | null> {
  const user = await sync.provider.getUser(sync.credentials, userId);
  if (!user) await confirmIdentity(sync);
  return user && asStored(user, sync.provider.volatile);
}

/** Without what PostgreSQL cannot store, as a write would leave it out. */
function asStored(user: ProviderUser, volatile: string[]): AtProvider {
  try {
    const { name, email, raw_json } = JSON.parse(toLine(user, volatile).text);
    return { ...user, name, email, raw: raw_json };
  } catch (error) {
    if (error instanceof RangeError) return user;
    throw error;
  }
}

const tooLate = ({ provider }: Sync) =>
  new AppError("provider_unavailable", `${provider.name} has not answered within ${longestMillis / 1000} s.`, {
    meaning: "What it says of this user now is not known. The row is as it was.",
    remedy: "Ask again in a moment.",
  });
