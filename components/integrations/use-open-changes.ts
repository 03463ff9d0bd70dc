"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { toPublicError } from "@/lib/errors";
import type { IntegrationStatus, OpenChanges } from "@/lib/integrations/views";
import { fetchJson } from "./fetch-json";

const askAgainAfter = 5_000;

/** What waits for a person. Read again only when its size changes or something was decided: names wake the database. */
export function useOpenChanges(projectId: string, { id, held, parked }: IntegrationStatus) {
  const { data, error, refetch } = useQuery({
    queryKey: ["open-changes", id, held, parked],
    queryFn: ({ signal }) => fetchJson<OpenChanges>(`/api/projects/${projectId}/open-changes`, signal),
    enabled: held + parked > 0,
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
    refetchInterval: ({ state }) => (state.error ? askAgainAfter : false),
  });
  return { open: data, error: error ? toPublicError(error) : undefined, refresh: refetch };
}
