import {
  ArrowDownToLine,
  CircleCheck,
  CircleDashed,
  type LucideIcon,
  OctagonAlert,
  RefreshCw,
  TriangleAlert,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { SyncState } from "@/lib/integrations/views";

type Look = { label: string; tone: Tone; icon: LucideIcon };

/** Word, tone and icon of each state, the same wherever it is named. */
export const stateLook: Record<SyncState | "not-connected", Look> = {
  "action-required": { label: "Action required", tone: "bad", icon: OctagonAlert },
  degraded: { label: "Degraded", tone: "warn", icon: TriangleAlert },
  backfilling: { label: "Backfilling", tone: "accent", icon: ArrowDownToLine },
  "catching-up": { label: "Catching up", tone: "accent", icon: RefreshCw },
  "in-parity": { label: "In parity", tone: "ok", icon: CircleCheck },
  "not-connected": { label: "Not connected", tone: "idle", icon: CircleDashed },
};

/** The two states that somebody has to know about. */
export const isTrouble = (state: SyncState): boolean => state === "action-required" || state === "degraded";
