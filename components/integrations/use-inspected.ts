"use client";
import { useQuery } from "@tanstack/react-query";
import { toPublicError } from "@/lib/errors";
import type { InspectedChange } from "@/lib/integrations/views";
import { fetchJson } from "./fetch-json";

/** One open change with what the provider says now; asked once each time it is opened. */
export function useInspected(projectId: string, changeId: number | undefined) {
  const { data, error } = useQuery({
    queryKey: ["inspected", projectId, changeId],
    queryFn: ({ signal }) => fetchJson<InspectedChange>(`/api/projects/${projectId}/open-changes/${changeId}`, signal),
    enabled: changeId !== undefined,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  return { change: data, error: error ? toPublicError(error) : undefined };
}
