import { AppError } from "@/lib/errors";

/** A person has paused the integration: nothing is read or written, and what waits goes on after Resume. No failure. */
export class Paused extends AppError {
  constructor() {
    super("conflict", "The sync is paused.", {
      meaning: "Nothing was read or written. Changes wait and are not lost.",
      remedy: "Resume it first.",
    });
  }
}
