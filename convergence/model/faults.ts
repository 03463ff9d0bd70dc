/** What the provider may do to one request. The last row concerns lists only. */
export const faultKinds = [
  ...(["429", "429-wait", "500", "503", "401", "timeout", "reset", "html", "html-404", "shape"] as const),
  ...(["empty", "short", "cut", "repeat", "stale"] as const),
] as const;
export type FaultKind = (typeof faultKinds)[number];

const listsOnly = new Set<string>(["empty", "short", "cut", "repeat", "stale"]);

export type Fault = { kind: FaultKind; skip: number; times: number };

/** The faults in store for coming requests. */
class Faults {
  private armed: Fault[] = [];
  /** Every answer is another project's, as after a moved base URL or a swapped key. */
  isOther = false;
  readonly counts: Record<string, number> = {};

  arm(fault: Fault): void {
    this.armed.push({ ...fault });
  }

  clear(): void {
    this.armed = [];
    this.isOther = false;
  }

  count(kind: string): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
  }

  take(isList: boolean): FaultKind | "other" | null {
    if (this.isOther) {
      this.count("other");
      return "other";
    }
    const [first] = this.armed;
    if (!first || (listsOnly.has(first.kind) && !isList)) return null;
    if (first.skip-- > 0) return null;
    if (--first.times <= 0) this.armed.shift();
    this.count(first.kind);
    return first.kind;
  }
}

export const faults = new Faults();
