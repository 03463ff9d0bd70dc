import type { ActionState } from "@/lib/action";

/** A server action made for `useActionState`; pages hand it to the forms. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
