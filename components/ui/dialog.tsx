"use client";
import { type ReactNode, Suspense, startTransition, use, useState } from "react";
import { onDemand } from "./on-demand";
import { Sleeping, type Trigger } from "./sleeping";
import { useOpener } from "./use-opener";

type DialogProps = {
  /** The control that opens it; leave out when `open` is controlled. */
  trigger?: Trigger;
  /** A question that names the thing. */
  title: string;
  /** What will happen, in a sentence or two. */
  description?: ReactNode;
  /** The body; a form brings its own `DialogBody` and `DialogFooter`. */
  children?: ReactNode;
  /** The buttons, the safest first. */
  footer?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

const fetchRadix = onDemand(() => import("./radix-dialog"));
const useRadix = () => use(fetchRadix()).Dialog;

/** A modal question. Focus starts on its first control and returns to the opener; Escape closes it. */
export function Dialog(props: DialogProps) {
  const { trigger, open, onOpenChange } = props;
  const [isAwake, setAwake] = useState(open === true);
  const wake = () =>
    startTransition(() => {
      setAwake(true);
      onOpenChange?.(true);
    });
  if (open && !isAwake) setAwake(true);
  if (!isAwake) return trigger && <Sleeping trigger={trigger} opens="dialog" fetch={fetchRadix} onWake={wake} />;
  return (
    <Suspense fallback={trigger}>
      <AwakeDialog {...props} />
    </Suspense>
  );
}

function AwakeDialog({ trigger, title, description, children, footer, open, onOpenChange }: DialogProps) {
  const Radix = useRadix();
  const opener = useOpener();
  return (
    <Radix.Root open={open} defaultOpen onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 grid grid-cols-[minmax(0,1fr)] place-items-center overflow-auto bg-scrim p-4">
          <Radix.Content
            {...opener}
            {...(description ? {} : { "aria-describedby": undefined })}
            className="rise w-150 max-w-full min-w-0 overflow-clip rounded-3 border border-line-strong bg-raised shadow-pop outline-0"
          >
            <div className="grid gap-3 px-6 pt-5 pb-4">
              <Radix.Title className="text-16 font-semibold break-words">{title}</Radix.Title>
              {description && (
                <Radix.Description asChild>
                  <div className="text-2">{description}</div>
                </Radix.Description>
              )}
            </div>
            {footer ? children && <DialogBody>{children}</DialogBody> : children}
            {footer && <DialogFooter>{footer}</DialogFooter>}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="grid gap-4 px-6 pb-5">{children}</div>;
}

/** The row of buttons; on narrow screens they stack, the last one on top. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse justify-end gap-2 border-t border-line bg-subtle px-4 py-3 md:flex-row">
      {children}
    </div>
  );
}

/** Wraps the button that leaves everything as it is. */
export function DialogClose({ children }: { children: ReactNode }) {
  const Radix = useRadix();
  return <Radix.Close asChild>{children}</Radix.Close>;
}
