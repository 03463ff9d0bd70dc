import type { ActionState } from "@/lib/action";

/** A server action as forms call it. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;

/** What `useActionState` gives a form: how the last try went, how to try, and whether one is under way. */
export type FormState = readonly [state: ActionState, action: (form: FormData) => void, pending: boolean];

/** These fields as a form sends them. */
export function formOf(values: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}
