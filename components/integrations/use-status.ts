"use client";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { fetchJson } from "./fetch-json";
import { useWithdrawn } from "./use-withdrawn";

const every = 2_000;

/** The status of the moment, asked every 2 s while the page is in sight. `silentSince` is set while nobody answers. */
export function useStatus(projectId: string, initial: IntegrationStatus) {
  const router = useRouter();
  const { data, error, dataUpdatedAt, refetch } = useQuery({
    queryKey: ["status", projectId, initial.id],
    queryFn: ({ signal }) => fetchJson<IntegrationStatus | null>(`/api/projects/${projectId}/status`, signal),
    initialData: initial,
    staleTime: every,
    refetchInterval: every,
    retry: false,
  });
  const isWithdrawn = useWithdrawn(error);
  // The page and its navigation were rendered for another integration or state.
  const moved = data?.id !== initial.id || data.state !== initial.state;
  useEffect(() => {
    if (moved) router.refresh();
  }, [moved, router]);
  return {
    status: data ?? initial,
    silentSince: error && !isWithdrawn ? new Date(dataUpdatedAt).toISOString() : null,
    refresh: refetch,
  };
}
