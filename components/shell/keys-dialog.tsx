"use client";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { keyList } from "./commands";
import { useSingleKeys } from "./single-keys";

/** Every key and what it does. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { on, toggle } = useSingleKeys();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Keys"
      description={
        on
          ? "Single keys do nothing while you type."
          : "Single keys are switched off in this browser. Only ⌘K, Enter and Esc work."
      }
      footer={
        <>
          <DialogClose>
            <Button>Close</Button>
          </DialogClose>
          <Button onClick={toggle}>{on ? "Switch single keys off" : "Switch single keys on"}</Button>
        </>
      }
    >
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-2">
        {keyList.map(({ keys, does }) => (
          <div key={does} className="contents">
            <dt>{does}</dt>
            <dd className="flex justify-end gap-1">
              {keys.map((key) => (
                <span key={key}>
                  <Kbd>{key}</Kbd>
                  <span className="sr-only">{key}</span>
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
