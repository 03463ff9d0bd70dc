import {
  ArrowDownToLine,
  CircleCheck,
  CircleDashed,
  CirclePause,
  type LucideIcon,
  OctagonAlert,
  RefreshCw,
  TriangleAlert,
} from "lucide-react";
import type { Tone } from "@/components/ui/tone";
import type { SyncState } from "@/lib/integrations/views";

type Look = { tone: Tone; icon: LucideIcon; label: string };

const looks: Record<SyncState, Look> = {
  "action-required": { tone: "bad", icon: OctagonAlert, label: "Action required" },
  degraded: { tone: "warn", icon: TriangleAlert, label: "Degraded" },
  backfilling: { tone: "accent", icon: ArrowDownToLine, label: "Backfilling" },
  "catching-up": { tone: "accent", icon: RefreshCw, label: "Catching up" },
  paused: { tone: "idle", icon: CirclePause, label: "Paused" },
  "in-parity": { tone: "ok", icon: CircleCheck, label: "In parity" },
};

const notConnected: Look = { tone: "idle", icon: CircleDashed, label: "Not connected" };

/** The colour, icon and word of a state; null is a project without an integration. */
export const stateOf = (state: SyncState | null): Look => (state ? looks[state] : notConnected);
