import type { ActionState } from "@/lib/action";

/** A server action as forms call it. */
export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>;
