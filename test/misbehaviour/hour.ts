import { isDeepStrictEqual } from "node:util";
import { summariseInbox } from "@/db/queries/changes";
import { updateIntegration } from "@/db/queries/integrations";
import { listOpenUsers } from "@/db/queries/open-changes";
import { findRunningRun } from "@/db/queries/runs";
import { approveDeletions } from "@/lib/integrations/approve-deletions";
import { getStatus } from "@/lib/integrations/get-status";
import { resync } from "@/lib/integrations/resync";
import { retryChanges } from "@/lib/integrations/retry-changes";
import { getProvider, type ProviderId } from "@/lib/providers";
import { counterparts } from "@/lib/providers/fixtures";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import { type FaultProxy, startFaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import { type Connected, connectProvider, walkToTheEnd } from "@/test/integration";
import { Engine } from "./engine";
import { People } from "./people";
import { type Random, randomOf } from "./random";
import { pass } from "./time";
import { traps } from "./traps";
import { View } from "./view";

type Row = { id: string; name: string | null; email: string | null; deleted: boolean };

/** Every time a row is marked or lives again, not only how it stands when a minute is over. */
const journal = `
  create table public.journal (id text, deleted boolean);
  create function public.note() returns trigger language plpgsql as
    $$ begin insert into public.journal values (new.id, new.deleted_at is not null); return null; end $$;
  create trigger note after update on neon_auth.users_sync for each row
    when ((old.deleted_at is null) <> (new.deleted_at is null)) execute function public.note()`;

/** PostgreSQL has no U+0000. */
const clean = (text: string | null) => text?.replaceAll("\0", "") ?? null;

const rounds = 12;
/** Longer than any wait that the engine sets itself. */
const longWait = 600;

type Options = { seed: number; users: number; without: string[] };

/** A provider that misbehaves, its integration after a backfill, and a person who approves whatever is held. */
export class Hour {
  /** Which traps answered a drain and which a walk, and how often. */
  private readonly met = new Map<string, Record<Engine["doing"], number>>();
  private readonly view: View;
  private readonly engine: Engine;

  private order: string[] = [];

  private constructor(
    private readonly counterpart: Counterpart,
    private readonly proxy: FaultProxy,
    private readonly connected: Connected,
    private readonly providerId: ProviderId,
    private readonly providerProjectId: string,
    private readonly people: People,
    private readonly random: Random,
    private readonly names: string[],
  ) {
    this.view = new View(counterpart, people);
    this.engine = new Engine(connected.id);
    proxy.hold(this.view.trap);
  }

  static async begin(providerId: ProviderId, { seed, users, without }: Options): Promise<Hour> {
    const counterpart = await counterparts[providerId].start();
    const proxy = await startFaultProxy(counterpart.origin);
    const ids = [...counterpart.initial, ...(await counterpart.addUsers(users))];
    const credentials = counterpart.credentials(proxy.origin);
    const connected = await connectProvider(providerId, credentials);
    await walkToTheEnd(connected.id);
    await connected.target.query(journal);
    const provider = getProvider(providerId);
    const { id: projectId } = await provider.identify(provider.credentials.parse(credentials));
    const random = randomOf(seed);
    const people = new People(counterpart, connected.id, random, ids);
    await people.subscribe();
    const names = Object.keys(traps).filter((name) => !without.includes(name));
    return new Hour(counterpart, proxy, connected, providerId, projectId, people, random, names);
  }

  /** One minute with one trap, whose name is returned. The walk meets it first, and the next time round the drain. */
  async minute(minute: number): Promise<string> {
    const { names, people, random } = this;
    const turn = minute % names.length;
    if (turn === 0) this.order = random.shuffled(names);
    const name = this.order[turn] ?? "";
    this.setTrap(name);
    if (name === "odd users") await people.addOdd();
    if (name === "unknown events") await people.gossip();
    await people.live(minute);
    if (name === "gets that lag") await people.hurry();
    await updateIntegration(this.connected.id, { nextCheckAt: new Date(0) });
    const walksFirst = Math.floor(minute / names.length) % 2 === 0;
    await this.engine.minute({ isSlow: name === "slow answers", walksFirst });
    if (minute % 10 === 9) await this.attend();
    return name;
  }

  /** Traps that no drain or no walk has met. */
  readonly unmet = () =>
    this.names.filter((name) => {
      const met = this.met.get(name);
      return !met?.drain || !met.walk;
    });

  /** What must never be, not even for a moment: a mark on somebody who is there, a life after it, a stranger's row. */
  async violations(): Promise<string[]> {
    const { ever } = this.people;
    const { rows: turns } = await this.connected.target.query<{ id: string; deleted: boolean }>("table public.journal");
    const rows = await this.rows();
    return [
      ...turns.filter(({ id, deleted }) => deleted && ever.get(id)).map(({ id }) => `${id} is there, and was marked`),
      ...turns.filter(({ deleted }) => !deleted).map(({ id }) => `${id} was marked, and lived again`),
      ...rows.filter(({ id, deleted }) => deleted && ever.get(id)).map(({ id }) => `${id} is there, and is marked`),
      ...rows.filter(({ id }) => !ever.has(id)).map(({ id }) => `${id} is a stranger`),
    ];
  }

  /** The provider comes to its senses, and everything that waits is worked off. */
  async settle(): Promise<void> {
    this.view.held = null;
    await this.people.rest();
    for (let round = 0; round < rounds; round++) {
      await this.attend();
      await pass(longWait);
      await this.engine.minute();
      const { waiting, held, parked } = await summariseInbox(this.connected.id);
      if (waiting + held + parked === 0 && !(await findRunningRun(this.connected.id))) return;
    }
    throw new Error(`something never settles: ${JSON.stringify(await summariseInbox(this.connected.id))}`);
  }

  /** Every user is compared once. */
  async compare(): Promise<void> {
    await resync(this.connected.actor, this.connected.projectId);
    await this.settle();
  }

  private setTrap(name: string): void {
    const { counterpart, people, view, providerProjectId } = this;
    const held = traps[name]?.({ counterpart, people, view, providerProjectId });
    if (!held) throw new Error(`there is no trap called ${name}`);
    const met = this.met.get(name) ?? { drain: 0, walk: 0, other: 0 };
    this.met.set(name, met);
    view.held = (asked, pass) => {
      met[this.engine.doing]++;
      return held(asked, pass);
    };
  }

  /** A person approves what is held and tries again what is parked, without a look at it. */
  private async attend(): Promise<void> {
    const { id, actor, projectId } = this.connected;
    const decide = { held: approveDeletions, parked: retryChanges };
    for (const state of ["held", "parked"] as const) {
      const { total: count, through } = await listOpenUsers(id, state, 1);
      if (count > 0) await decide[state](actor, projectId, { through, count });
    }
  }

  /** How the table differs from the provider's users, as the provider itself lists them by now. */
  async differences(): Promise<string[]> {
    const provider = getProvider(this.providerId);
    const credentials = provider.credentials.parse(this.counterpart.credentials(this.counterpart.origin));
    const expected = new Map<string, Pick<Row, "name" | "email">>();
    for (let next: string | null = null, isFirst = true; isFirst || next !== null; isFirst = false) {
      const page = await provider.listUsers(credentials, next);
      for (const { id, name, email } of page.users) expected.set(id, { name: clean(name), email });
      next = page.next;
    }
    const live = (await this.rows()).filter(({ deleted }) => !deleted);
    const found = new Map(live.map(({ id, name, email }) => [id, { name, email }]));
    const ids = new Set([...this.people.present(), ...expected.keys(), ...found.keys()]);
    return [...ids]
      .filter((id) => !expected.has(id) || !isDeepStrictEqual(found.get(id), expected.get(id)))
      .map((id) => `${id}: ${JSON.stringify(found.get(id))} is ${JSON.stringify(expected.get(id))} at the provider`);
  }

  readonly rows = async (): Promise<Row[]> =>
    (
      await this.connected.target.query<Row>(
        `select id, name, email, deleted_at is not null as deleted from neon_auth.users_sync order by id collate "C"`,
      )
    ).rows;

  readonly status = () => getStatus(this.connected.actor, this.connected.projectId);

  async stop(): Promise<void> {
    await this.connected.end();
    await this.proxy.stop();
    await this.counterpart.stop();
  }
}
