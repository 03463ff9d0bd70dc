/** A user as the model provider shows it. `version` counts every change of every user; `seen` moves with each answer. */
export type Raw = {
  id: string;
  version: number;
  name: string;
  email: string;
  born: number;
  seen: number;
  updated_at?: string;
};
/** One moment in a user's life; null: there is no such user. */
export type State = { version: number; raw: Raw | null };
/** A webhook delivery that the provider owes us. */
export type Mail = {
  eventId: string;
  userId: string;
  kind: "created" | "updated" | "deleted";
  updatedAt: string | null;
  version: number;
  /** It got a 2xx. */
  accepted: boolean;
  /** The target was restored since: what it brought may be lost until the next reconcile. */
  undone: boolean;
};
/** A page that the provider gave to a walk: who was on it, in which version. */
export type Served = { next: string | null; users: { id: string; version: number }[]; undone: boolean };
export type Put = { sameTime: boolean; lag: number };

const minute = 60_000;
const epoch = Date.UTC(2026, 0, 1);
const nobody: State = { version: 0, raw: null };

/** The model provider's truth: the whole past of every user, and how far behind it each read may stay. */
export class World {
  version = 0;
  seen = 0;
  private minutes = 0;
  private readonly lives = new Map<string, State[]>();
  private readonly lags = new Map<string, { asks: number; shown: State }>();
  readonly mails: Mail[] = [];
  readonly pages: Served[] = [];

  /** `timed`: users carry an `updated_at`. `style`: how a list's cursor is made. */
  constructor(
    readonly timed: boolean,
    readonly style: "met" | "opaque",
  ) {}

  past(id: string): State[] {
    return this.lives.get(id) ?? [];
  }

  ids(): string[] {
    return [...this.lives.keys()];
  }

  now(id: string): State {
    return this.past(id).at(-1) ?? nobody;
  }

  at(id: string, version: number): State {
    return this.past(id).findLast((state) => state.version <= version) ?? nobody;
  }

  /** Creates, changes or re-creates a user. A lag that no reader could notice would be no lag but a lie: it is left out. */
  put(id: string, { sameTime, lag }: Put): Mail {
    const before = this.now(id);
    const version = ++this.version;
    const isNew = before.raw === null;
    if (isNew || !sameTime) this.minutes++;
    const updated_at = new Date(epoch + this.minutes * minute).toISOString();
    const isSame = !isNew && sameTime;
    const raw: Raw = {
      id,
      version,
      name: `Name ${version}`,
      email: `${id}@example.test`,
      born: before.raw?.born ?? version,
      seen: 0,
      ...(this.timed && { updated_at: isSame ? before.raw?.updated_at : updated_at }),
    };
    const isNoticeable = isNew || (this.timed && !isSame);
    this.add(id, { version, raw }, before, isNoticeable ? lag : 0);
    return this.mail(id, isNew ? "created" : "updated", raw.updated_at ?? null);
  }

  remove(id: string, lag: number): Mail {
    const before = this.now(id);
    this.add(id, { version: ++this.version, raw: null }, before, lag);
    return this.mail(id, "deleted", null);
  }

  /**
   * What a get answers: the truth, or what was true before the last change as long as that read lags. Reads are current
   * as far as they never go back: whoever was shown a change once is never again shown what was before it.
   */
  get(id: string): State {
    const lag = this.lags.get(id);
    if (!lag || lag.asks === 0) return this.now(id);
    lag.asks--;
    return lag.shown;
  }

  /** Everybody who was there `behind` changes ago, oldest first. */
  list(behind: number): Raw[] {
    const version = Math.max(0, this.version - behind);
    const raws = this.ids().flatMap((id) => this.at(id, version).raw ?? []);
    return raws.sort((a, b) => a.born - b.born);
  }

  /** A current list has shown these users. */
  shown(raws: Raw[]): void {
    for (const { id } of raws) this.lags.delete(id);
  }

  /** From now on every read is current. */
  settle(): void {
    this.lags.clear();
  }

  /** The target went back to an earlier state. */
  undo(): void {
    for (const mail of this.mails) mail.undone ||= mail.accepted;
    for (const page of this.pages) page.undone = true;
  }

  private add(id: string, state: State, before: State, lag: number): void {
    this.lives.set(id, [...this.past(id), state]);
    this.lags.set(id, { asks: lag, shown: before });
  }

  private mail(userId: string, kind: Mail["kind"], updatedAt: string | null): Mail {
    const eventId = `event-${this.version}`;
    const mail = { eventId, userId, kind, updatedAt, version: this.version, accepted: false, undone: false };
    this.mails.push(mail);
    return mail;
  }
}
