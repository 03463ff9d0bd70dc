/** What befalls the connections to the target: drops the nth statement's connection, before it or after it. */
class Weather {
  private drop: { left: number; when: "before" | "after" } | null = null;
  dropped = 0;

  dropAt(nth: number, when: "before" | "after"): void {
    this.drop = { left: nth, when };
  }

  clear(): void {
    this.drop = null;
  }

  dropNow(): "before" | "after" | null {
    if (!this.drop || --this.drop.left > 0) return null;
    const { when } = this.drop;
    this.drop = null;
    this.dropped++;
    return when;
  }
}

export const weather = new Weather();
