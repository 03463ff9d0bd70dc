import type { ActionState } from "@/lib/action";

/**
 * The error for the head of a form. One that a field already shows appears there only when it has more to say than
 * the field does.
 */
export function formError({ error, fields }: ActionState): ActionState["error"] {
  if (!error) return undefined;
  const isAtField = error.field !== undefined && fields?.[error.field]?.includes(error.message);
  return isAtField && !error.meaning && !error.remedy ? undefined : error;
}
