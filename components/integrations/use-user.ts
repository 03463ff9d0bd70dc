"use client";
import { useQuery } from "@tanstack/react-query";
import { toPublicError } from "@/lib/errors";
import type { UserView } from "@/lib/integrations/views";
import { fetchJson } from "./fetch-json";
import { useWithdrawn } from "./use-withdrawn";

const soon = 2_000;
const later = 10_000;

/**
 * Milliseconds until both sides are worth another look; false where nothing is expected to change. Each look is a request
 * to the provider: a change that waits for its time is not looked at before.
 */
export function lookAgainAfter({ changes, fields, atProvider, inTable, sync }: UserView, now: number): number | false {
  const waiting = changes.filter(({ state }) => state === "waiting").map(({ dueAt }) => Date.parse(dueAt) - now);
  if (waiting.length > 0) return sync.paused ? later : Math.min(later, Math.max(soon, Math.min(...waiting) + 500));
  const isMissing = atProvider.user && inTable.user === null;
  const isOdd = isMissing || atProvider.error || inTable.error || fields.some(({ same }) => same === false);
  return isOdd ? later : false;
}

/** Both sides of one user as they are now. `since` is when they were read, while nobody answers any more. */
export function useUser(projectId: string, userId: string) {
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ["user", projectId, userId],
    queryFn: ({ signal }) =>
      fetchJson<UserView>(`/api/projects/${projectId}/users/${encodeURIComponent(userId)}`, signal),
    gcTime: 0,
    retry: false,
    refetchInterval: ({ state }) =>
      state.error || !state.data ? (state.error ? later : false) : lookAgainAfter(state.data, Date.now()),
  });
  useWithdrawn(error);
  return {
    view: data,
    error: error ? toPublicError(error) : undefined,
    readAt: new Date(dataUpdatedAt).toISOString(),
    refresh: refetch,
  };
}
