import { Ban, Check, type LucideIcon, X } from "lucide-react";
import type { AuditOutcome } from "@/lib/projects/views";

export const outcomeNames: Record<AuditOutcome, string> = { done: "Done", refused: "Refused", failed: "Failed" };

export const outcomeIcons: Record<AuditOutcome, LucideIcon> = { done: Check, refused: Ban, failed: X };
