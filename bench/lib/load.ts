import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { Pool } from "undici";
import { rawUser } from "./users";

export type Delivery = { key: string; headers: Record<string, string>; body: string };

/** One signed `user.updated` for each user, ready to be sent. `key` is how the row will be known: id and name. */
export function deliveriesOf(secret: string, indexes: number[], version: number): Delivery[] {
  const webhook = new Webhook(secret);
  const now = new Date();
  return indexes.map((index) => {
    const data = rawUser(index, version);
    const id = `msg_${version}_${index}`;
    const body = JSON.stringify({ type: "user.updated", data });
    const timestamp = String(Math.floor(now.getTime() / 1000));
    const signature = webhook.sign(id, now, body);
    const headers = {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": signature,
    };
    return { key: `${data.id} ${data.display_name}`, headers, body };
  });
}

async function send(pool: Pool, path: string, { headers, body }: Delivery): Promise<void> {
  const answer = await pool.request({ method: "POST", path, headers, body });
  await answer.body.dump();
  if (answer.statusCode >= 300) throw new Error(`the webhook was answered ${answer.statusCode}`);
}

async function withPool<T>(
  url: string,
  connections: number,
  work: (pool: Pool, path: string) => Promise<T>,
): Promise<T> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  try {
    return await work(pool, pathname);
  } finally {
    await pool.close();
  }
}

/**
 * Sends at a constant rate, however slow the answers are. Returns the milliseconds from when each was due until it was
 * answered; `onDue` hears of each, in `performance.now()`.
 */
export const atRate = (
  url: string,
  deliveries: Delivery[],
  perSecond: number,
  onDue: (delivery: Delivery, at: number) => void = () => {},
): Promise<number[]> =>
  withPool(url, 64, async (pool, path) => {
    const began = performance.now() + 50;
    const sent = deliveries.map(async (delivery, n) => {
      const due = began + (n * 1000) / perSecond;
      await sleep(due - performance.now());
      onDue(delivery, due);
      await send(pool, path, delivery);
      return performance.now() - due;
    });
    return Promise.all(sent);
  });

/** As fast as `connections` can, each with one delivery at a time. Returns the milliseconds of each. */
export const saturating = (url: string, deliveries: Delivery[], connections: number): Promise<number[]> =>
  withPool(url, connections, async (pool, path) => {
    const queue = [...deliveries];
    const times: number[] = [];
    const sender = async () => {
      for (let delivery = queue.pop(); delivery; delivery = queue.pop()) {
        const began = performance.now();
        await send(pool, path, delivery);
        times.push(performance.now() - began);
      }
    };
    await Promise.all(Array.from({ length: connections }, sender));
    return times;
  });
