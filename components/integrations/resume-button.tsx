import { Play } from "lucide-react";
import { Button } from "@/components/ui/button";

type ResumeButtonProps = { primary: boolean; busy: boolean; onResume: () => void };

/** Ends a pause. */
export const ResumeButton = ({ primary, busy, onResume }: ResumeButtonProps) => (
  <Button
    variant={primary ? "primary" : "default"}
    busy={busy}
    busyLabel="Resuming"
    className="max-md:w-full"
    onClick={onResume}
  >
    <Play aria-hidden />
    Resume sync
  </Button>
);
