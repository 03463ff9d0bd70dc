import { receiveChanges } from "@/db/queries/changes";
import { flipWake, moveFeed, updateIntegration } from "@/db/queries/integrations";
import { log } from "@/lib/log";
import type { Feed } from "@/lib/providers/types";
import { type Sync, withSync } from "./context";
import { reach } from "./kill-points";
import { nextPoll } from "./schedule";
import { stepMillis } from "./step";

/** `more`: the feed goes on. `wake`: changes were received, and nobody was sent to drain them yet. */
export type Polled = { more: boolean; wake: boolean };

const nothing: Polled = { more: false, wake: false };

/**
 * Reads the provider's feed on from where it was read to, for about `stepMillis`, into the inbox. A position is saved only
 * after the changes before it are committed. Throws AppError when the provider does not answer.
 */
export async function pollChanges(integrationId: string, until = Date.now() + stepMillis): Promise<Polled> {
  const polled = await withSync(integrationId, async (sync) => {
    const { feed } = sync.provider;
    const { feedPosition } = sync.integration;
    return feed && feedPosition !== null ? poll(sync, feed, feedPosition, until) : nothing;
  });
  return polled ?? nothing;
}

async function poll(sync: Sync, feed: Feed<unknown>, from: string, until: number): Promise<Polled> {
  const { id } = sync.integration;
  let received = 0;
  for (let position = from; ; ) {
    const page = await feed.poll(sync.credentials, position);
    if (!page) return beginAnew(sync, feed);
    for (const change of page.changes) received += await receiveChanges(id, change.eventId ?? "", [change]);
    reach("poll.received");
    await moveFeed(id, position, page.position);
    const stuck = page.position === position;
    position = page.position;
    if (!page.more || stuck || Date.now() >= until) {
      return { more: page.more && !stuck, wake: received > 0 && (await flipWake(id)) };
    }
  }
}

/** What the provider no longer has, only a full compare can find. The new position is taken before that begins. */
async function beginAnew({ integration, credentials }: Sync, feed: Feed<unknown>): Promise<Polled> {
  const feedPosition = await feed.start(credentials);
  const nextPollAt = nextPoll(integration);
  await updateIntegration(integration.id, { feedPosition, nextPollAt, nextCheckAt: new Date() });
  log.warn({ integrationId: integration.id }, "the feed's position is too old; every user is compared");
  return nothing;
}
