"use client";
import type { toast as Toast } from "sonner";
import type { PublicError } from "@/lib/errors";
import { onDemand } from "./on-demand";

/** Told of the first toast. */
export const toastAsked = "rollcall:toast";

/** Most visits say nothing: where toasts appear comes with the first one, which waits for it. */
export const fetchToaster = onDemand(() => import("./toaster"));

function show(tell: (toast: typeof Toast) => void): void {
  fetchToaster().then(
    ({ toast }) => {
      window.dispatchEvent(new Event(toastAsked));
      tell(toast);
    },
    // Never the only place of an error.
    () => {},
  );
}

/** Says what was done. */
export const toastDone = (message: string): void => show((toast) => toast.success(message));

/** Says what was done, and offers a way back for as long as it stays. */
export const toastWithUndo = (message: string, undo: () => void): void =>
  show((toast) =>
    toast.success(message, {
      action: {
        label: "Undo",
        onClick: (event) => {
          // The focus goes back to where it was, not down with the toast.
          event.currentTarget.blur();
          undo();
        },
      },
    }),
  );

/** Why it was refused; stays until it is put away. */
export const toastError = ({ message, meaning, remedy }: Pick<PublicError, "message" | "meaning" | "remedy">): void =>
  show((toast) =>
    toast.error(message, {
      description: [meaning, remedy].filter(Boolean).join(" "),
      duration: Number.POSITIVE_INFINITY,
    }),
  );
