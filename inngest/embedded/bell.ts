/** Wakes one waiter. A ring that nobody waits for is kept for the next wait. */
export function createBell() {
  let rung = false;
  let answer = () => {};
  return {
    ring() {
      rung = true;
      answer();
    },
    /** Resolves at a ring, and at the latest after `ms` where that is given. */
    async wait(ms?: number): Promise<void> {
      let timer: NodeJS.Timeout | undefined;
      if (!rung) {
        await new Promise<void>((resolve) => {
          answer = resolve;
          if (ms !== undefined) timer = setTimeout(resolve, ms);
        });
      }
      clearTimeout(timer);
      rung = false;
    },
  };
}

export type Bell = ReturnType<typeof createBell>;
