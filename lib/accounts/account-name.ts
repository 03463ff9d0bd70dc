import { AppError } from "@/lib/errors";

const most = 80;
const control = /\p{Cc}+/gu;

/** A person's name, trimmed. Throws AppError on the field `name`. */
export function accountName(name: string): string {
  const trimmed = name.replace(control, " ").trim();
  if (trimmed.length >= 1 && trimmed.length <= most) return trimmed;
  throw new AppError("invalid_input", `A name has 1 to ${most} characters.`, { field: "name" });
}

/** What an issuer calls a person, made to fit; never refused for its form. */
export const fittingName = (name: string | null | undefined): string =>
  (name ?? "").replace(control, " ").trim().slice(0, most) || "Unnamed";
