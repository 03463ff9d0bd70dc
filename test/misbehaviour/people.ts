import { updateIntegration } from "@/db/queries/integrations";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import type { Counterpart, SentEvent } from "@/lib/providers/fixtures/counterpart";
import { newWebhookSecret } from "@/lib/providers/signature";
import { sealWebhookSecret } from "@/lib/sync/credentials";
import type { Random } from "./random";

type Kind = "created" | "updated" | "deleted";
type Letter = { minute: number; event: SentEvent; times: number };
type Plan = { minute: number; act(): Promise<void> };

/** The id of somebody at another project of the provider, who is like one of ours. */
export const strangerOf = (id: string) => `${id.slice(0, -6)}ffffff`;

/**
 * The users at the counterpart, who come, change and leave, and the events about it: on time, twice, late, in any order,
 * before the API shows what they tell of, and not at all.
 */
export class People {
  /** Everybody who ever was there; true while they are. */
  readonly ever = new Map<string, boolean>();
  /** The API does not show them yet, in lists and by id. */
  readonly hidden = new Set<string>();
  /** There, and in no list. */
  readonly unlisted = new Set<string>();
  /** Since the minute began. */
  readonly fresh = { created: new Set<string>(), updated: new Set<string>(), deleted: new Set<string>() };
  private readonly secret = newWebhookSecret();
  private letters: Letter[] = [];
  private plans: Plan[] = [];
  private minute = 0;
  private hasOdd = false;

  constructor(
    private readonly counterpart: Counterpart,
    private readonly integrationId: string,
    private readonly random: Random,
    ids: string[],
  ) {
    for (const id of ids) this.ever.set(id, true);
  }

  /** Lets the provider's deliveries be signed with a secret that both sides know. */
  readonly subscribe = () =>
    updateIntegration(this.integrationId, { webhookSecret: sealWebhookSecret(this.integrationId, this.secret) });

  readonly present = () => [...this.ever.keys()].filter((id) => this.ever.get(id));
  readonly gone = () => [...this.ever.keys()].filter((id) => !this.ever.get(id));

  /** A minute of their lives, and the deliveries that are due in it. */
  async live(minute: number): Promise<void> {
    const { random } = this;
    await this.begin(minute);
    await this.create(1 + random.below(2));
    for (let n = 0; n < 2; n++) await this.tell("updated", random.pick(this.old()));
    for (let n = random.below(3); n > 0; n--) await this.tell("deleted", random.pick(this.old()));
    for (let n = 0; n < 3; n++) this.unlisted.add(random.pick(this.old()));
    this.lie();
    await this.deliver();
  }

  /** Who came in this minute changes already. */
  async hurry(): Promise<void> {
    for (const userId of this.fresh.created) await this.send({ kind: "updated", userId }, 1);
  }

  /** Nothing new happens, and whatever was still on its way comes. */
  async rest(): Promise<void> {
    await this.begin(Number.POSITIVE_INFINITY);
    await this.deliver();
  }

  async addOdd(): Promise<void> {
    if (this.hasOdd) return;
    this.hasOdd = true;
    for (const { id } of await this.counterpart.addOddUsers()) this.ever.set(id, true);
  }

  /** Without a word to anybody. */
  async remove(id: string): Promise<void> {
    if (this.counterpart.initial.includes(id) || !this.ever.get(id)) return;
    this.ever.set(id, false);
    this.fresh.deleted.add(id);
    await this.counterpart.deleteUser(id);
  }

  /** Events that concern no user at all. */
  async gossip(): Promise<void> {
    for (let n = 0; n < 5; n++) await this.send({ kind: "other" }, 1);
  }

  private async begin(minute: number): Promise<void> {
    this.minute = minute;
    for (const ids of [this.hidden, this.unlisted, ...Object.values(this.fresh)]) ids.clear();
    const [now, later] = split(this.plans, (plan) => plan.minute <= minute);
    this.plans = later;
    for (const { act } of now) await act();
  }

  /** Those who were there before this minute. */
  private old = () =>
    this.present().filter((id) => !this.counterpart.initial.includes(id) && !this.fresh.created.has(id));

  private async create(count: number): Promise<void> {
    for (const id of await this.counterpart.addUsers(count)) {
      this.ever.set(id, true);
      this.fresh.created.add(id);
      if (this.post("created", id) === "early") this.hidden.add(id);
    }
  }

  /** Something happens to a user, now or, where its event comes early, only in the next minute. */
  private async tell(kind: "updated" | "deleted", id: string): Promise<void> {
    const act = () => (kind === "deleted" ? this.remove(id) : this.change(id));
    if (this.post(kind, id) === "early") this.plans.push({ minute: this.minute + 1, act });
    else await act();
  }

  private async change(id: string): Promise<void> {
    if (!this.ever.get(id)) return;
    this.fresh.updated.add(id);
    await this.counterpart.changeUser(id);
  }

  private post(kind: Kind, userId: string): string {
    const { random, minute } = this;
    const way = random.pick(["on time", "on time", "twice", "late", "early", "lost"]);
    const due = way === "late" ? minute + 1 + random.below(4) : minute;
    const times = way === "twice" ? 2 : 1;
    if (way !== "lost") this.letters.push({ minute: due, event: { kind, userId }, times });
    return way;
  }

  /** Events about nobody of ours, and ones that say what is not so. */
  private lie(): void {
    const { random, minute } = this;
    const someone = random.pick(this.old());
    const [first = someone] = this.ever.keys();
    const left = this.gone().at(-1) ?? someone;
    const anything = () => random.pick<Kind>(["created", "updated", "deleted"]);
    const lies: SentEvent[] = [
      // The first one's was asked for often, and found gone.
      { kind: anything(), userId: strangerOf(random.pick([someone, first])) },
      { kind: "deleted", userId: someone },
      random.pick<SentEvent>([
        { kind: "foreign", userId: someone },
        { kind: random.pick(["created", "updated"]), userId: left },
      ]),
    ];
    for (const event of lies) this.letters.push({ minute, event, times: 1 });
  }

  private async deliver(): Promise<void> {
    const [due, rest] = split(this.letters, (letter) => letter.minute <= this.minute);
    this.letters = rest;
    for (const { event, times } of this.random.shuffled(due)) await this.send(event, times);
  }

  /** The wake of each delivery gets lost: the sweep finds what came. */
  private async send(event: SentEvent, times: number): Promise<void> {
    const sent = this.counterpart.send?.(event, this.secret, new Date());
    if (!sent) throw new Error("this counterpart sends nothing");
    for (let n = 0; n < times; n++)
      await receiveWebhook(this.integrationId, new Headers(sent.headers), Buffer.from(sent.raw));
  }
}

function split<T>(list: T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [list.filter(isFirst), list.filter((item) => !isFirst(item))];
}
