"use client";
import { CircleCheck, Info, OctagonAlert, TriangleAlert, X } from "lucide-react";
import { useEffect } from "react";
import { Toaster as Sonner } from "sonner";

export { toast } from "sonner";

// Sonner's clock stands while the pointer is over a toast: the focus counts as one, so that the keyboard has time too.
function useFocusHolds(): void {
  useEffect(() => {
    const toasts = ({ target }: FocusEvent) =>
      target instanceof Element ? target.closest("[data-sonner-toaster]") : null;
    const hold = (event: FocusEvent) => toasts(event)?.dispatchEvent(new MouseEvent("mousemove", { bubbles: true }));
    const release = (event: FocusEvent) => {
      const left = toasts(event);
      if (!left || (event.relatedTarget instanceof Node && left.contains(event.relatedTarget))) return;
      left.dispatchEvent(new MouseEvent("mouseout", { bubbles: true, relatedTarget: document.body }));
    };
    document.addEventListener("focusin", hold);
    document.addEventListener("focusout", release);
    return () => {
      document.removeEventListener("focusin", hold);
      document.removeEventListener("focusout", release);
    };
  }, []);
}

/** Where toasts appear: bottom right, for 6 s, and for as long as they are hovered or focused. */
export function Toaster() {
  useFocusHolds();
  return (
    <Sonner
      position="bottom-right"
      style={{ fontFamily: "inherit" }}
      duration={6_000}
      closeButton
      icons={{
        success: <CircleCheck className="text-ok" aria-hidden />,
        error: <OctagonAlert className="text-bad" aria-hidden />,
        warning: <TriangleAlert className="text-warn" aria-hidden />,
        info: <Info className="text-accent" aria-hidden />,
        close: <X className="size-3.5" aria-hidden />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-95 max-w-full items-center gap-2.5 rounded-3 border border-line-strong bg-raised py-2.5 pr-2 pl-3.5 shadow-pop",
          content: "min-w-0 flex-1",
          title: "font-normal",
          description: "text-12 text-2",
          actionButton: "h-7 rounded-2 px-2.5 text-12 font-medium text-2 hover:bg-hover hover:text-text",
          closeButton: "order-last grid size-7 place-items-center rounded-2 text-2 hover:bg-hover hover:text-text",
        },
      }}
    />
  );
}
