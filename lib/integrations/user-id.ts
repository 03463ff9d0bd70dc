import { AppError } from "@/lib/errors";
import { isStorableId } from "@/lib/target/rows";

/** Throws AppError `invalid_input` for an id that no row, and no change, can ever have. */
export function checkUserId(userId: string): void {
  if (isStorableId(userId)) return;
  throw new AppError("invalid_input", "No user can have this id: it is empty, too long, or not plain text.", {
    meaning: "Nobody was looked for, and nothing was changed.",
    remedy: "Check how the id is written.",
  });
}
