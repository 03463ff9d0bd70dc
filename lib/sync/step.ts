/** A step of background work goes on for about this long, then its engine saves that it got so far. */
export const stepMillis = 10_000;
