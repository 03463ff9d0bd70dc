import { Webhook } from "standardwebhooks";
import { findRunningRun, type Run, startRun, startVerify } from "@/db/queries/runs";
import { AppError } from "@/lib/errors";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import type { Drained } from "@/lib/sync/apply-changes";
import { drainInbox } from "@/lib/sync/drain-inbox";
import { finishWalk } from "@/lib/sync/finish-walk";
import { clearProblem, recordProblem } from "@/lib/sync/problem";
import { findWork } from "@/lib/sync/sweep";
import { walkUsers } from "@/lib/sync/walk-users";
import { model } from "../model/provider";
import type { Mail } from "../model/world";
import { type Kill, Process, runAs } from "../seam/process";
import type { Stage } from "../stage/stage";
import { Violation } from "./violation";

/** How a process ended: `dead` where it was abandoned, `failed` where the provider or the target did not answer. */
export type Ended<T> = { state: "done"; value: T } | { state: "failed" | "dead" };

export type Counts = { events: number; walks: number; verifies: number; drains: number; killed: number };

/** Plays the background engine: what inngest/functions and the webhook route do with lib/sync, without their engine. */
export class Engine {
  readonly counts: Counts = { events: 0, walks: 0, verifies: 0, drains: 0, killed: 0 };
  private sent = 0;

  constructor(private readonly stage: Stage) {}

  /** One delivery. A 2xx is what the provider hears of a process that came to its end. */
  async deliver({ eventId, userId, kind, updatedAt }: Mail, kill: Kill | null = null): Promise<boolean> {
    const data = { id: userId, ...(updatedAt && { updated_at: updatedAt }) };
    const ended = await this.post(JSON.stringify({ type: `user.${kind}`, data }), eventId, model.secret, kill);
    return ended.state === "done";
  }

  /** A delivery that the provider never signed. True where it was refused. */
  async forge(body: string, secret: string): Promise<boolean> {
    const ended = await this.post(body, `${secret === model.secret ? "lie" : "forged"}-${++this.sent}`, secret, null);
    return ended.state === "failed";
  }

  async drain(kill: Kill | null = null): Promise<Ended<Drained>> {
    this.counts.drains++;
    const { integrationId } = this.stage;
    return this.run("drain", kill, async () => {
      const drained = await drainInbox(integrationId);
      if (drained.settled > 0) await clearProblem(integrationId);
      return drained;
    });
  }

  /** As often as the durable function would: until a drain settles nothing. Null where it failed or died on the way. */
  async drainAll(): Promise<Drained | null> {
    for (let n = 0; n < 50; n++) {
      const ended = await this.drain();
      if (ended.state !== "done") return null;
      const { more, againInSeconds, settled } = ended.value;
      if (!more && (againInSeconds !== null || settled === 0)) return ended.value;
    }
    throw new Violation("unexpected", "a drain settles changes for ever");
  }

  /** One step of a walk; `until` 0 makes it end after a page. Starts a reconcile where none is running. */
  walk(until: number | undefined, kill: Kill | null = null): Promise<Ended<boolean>> {
    this.counts.walks++;
    return this.carryOn(kill, () => startRun(this.stage.integrationId, "reconcile", "person"), until);
  }

  /** The same of a parity check. */
  verify(kill: Kill | null = null): Promise<Ended<boolean>> {
    this.counts.verifies++;
    return this.carryOn(kill, () => startVerify(this.stage.integrationId, "Dana"));
  }

  private carryOn(kill: Kill | null, start: () => Promise<Run>, until?: number): Promise<Ended<boolean>> {
    return this.run("walk", kill, async () => {
      const run = await start();
      const done = await walkUsers(run.id, until);
      await clearProblem(this.stage.integrationId);
      if (done) await finishWalk(run.id);
      return done;
    });
  }

  begin = (kind: "backfill" | "reconcile"): Promise<Run> =>
    startRun(this.stage.integrationId, kind, kind === "backfill" ? "connect" : "person");

  running = () => findRunningRun(this.stage.integrationId);

  /** Whether the sweep would wake a drain. */
  async sweep(): Promise<boolean> {
    const ended = await this.run("sweep", null, findWork);
    return ended.state === "done" && ended.value.drains.includes(this.stage.integrationId);
  }

  private post(body: string, eventId: string, secret: string, kill: Kill | null) {
    this.counts.events++;
    const at = new Date();
    const headers = new Headers({
      "webhook-id": eventId,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(eventId, at, body),
    });
    return this.run("receive", kill, async () => {
      const followUp = await receiveWebhook(this.stage.integrationId, headers, new TextEncoder().encode(body));
      await followUp();
    });
  }

  /** A known failure is remembered as the functions do; anything else is a violation by itself. */
  private async run<T>(kind: Process["kind"], kill: Kill | null, work: () => Promise<T>): Promise<Ended<T>> {
    const process = new Process(kind, kill);
    const attempt = async (): Promise<Ended<T>> => {
      try {
        return { state: "done", value: await work() };
      } catch (error) {
        if (process.dead) throw error;
        if (!(error instanceof AppError) || error.code === "internal")
          throw new Violation("unexpected", `a ${kind} broke: ${error}`, error);
        if (kind !== "receive") await recordProblem(this.stage.integrationId, error);
        return { state: "failed" };
      }
    };
    const ended = await runAs(process, attempt);
    await this.stage.settled();
    if (ended !== undefined) return ended;
    this.counts.killed++;
    return { state: "dead" };
  }
}
