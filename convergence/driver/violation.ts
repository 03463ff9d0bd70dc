/** What the suite promises to find. Each names a promise that did not hold. */
export const violationKinds = [
  "parity",
  "backward",
  "resurrection",
  "falseDeletion",
  "inbox",
  "acknowledged",
  "checkpoint",
  "wake",
  "verify",
  "paused",
  "forged",
  "unexpected",
] as const;
export type ViolationKind = (typeof violationKinds)[number];

export class Violation extends Error {
  constructor(
    readonly kind: ViolationKind,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
