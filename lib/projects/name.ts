import { AppError } from "@/lib/errors";

/** A project's name, trimmed. Throws AppError on the field `name`. */
export function projectName(name: string): string {
  const trimmed = name.trim();
  if (trimmed.length >= 1 && trimmed.length <= 80) return trimmed;
  throw new AppError("invalid_input", "A project's name has 1 to 80 characters.", { field: "name" });
}
