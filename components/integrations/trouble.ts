import type { SyncState } from "@/lib/integrations/views";

/** The two states that somebody has to know about. */
export const isTrouble = (state: SyncState): boolean => state === "action-required" || state === "degraded";
