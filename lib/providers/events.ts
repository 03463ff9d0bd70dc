import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { Change } from "@/lib/providers/types";
import type { Raw } from "@/lib/providers/user";

const kinds: Record<string, Change["kind"]> = {
  "user.created": "created",
  "user.updated": "updated",
  "user.deleted": "deleted",
};

const Event = z.object({ type: z.string(), data: z.unknown() });
const Data = z.custom<Raw>().and(z.object({ id: z.string().min(1) }));

/**
 * Reads `{ type: "user.created" | "user.updated" | "user.deleted", data: { id, … } }`; another type concerns no user and
 * gives an empty list. Throws AppError `invalid_input` on a foreign shape.
 */
export function changesOf(name: string, body: unknown, updatedAt: (data: Raw) => string | null): Change[] {
  const event = Event.safeParse(body);
  const kind = event.success ? kinds[event.data.type] : undefined;
  if (event.success && !kind) return [];
  const data = Data.safeParse(event.data?.data);
  if (!kind || !data.success) throw new AppError("invalid_input", `This is not an event as ${name} sends it.`);
  return [{ userId: data.data.id, kind, updatedAt: updatedAt(data.data) }];
}
