"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/integrations/fetch-json";
import type { RunPageView } from "@/lib/integrations/views";

const every = 2_000;

/** A run as far as it has come, asked every 2 s until it has ended. */
export function useRun(projectId: string, initial: RunPageView) {
  const address = `/api/projects/${projectId}/activity/runs/${initial.run.id}`;
  const { data, refetch } = useQuery({
    queryKey: ["run", initial.run.id],
    queryFn: ({ signal }) => fetchJson<RunPageView>(address, signal),
    initialData: initial,
    staleTime: every,
    retry: false,
    refetchInterval: ({ state }) => (state.data?.run.state === "running" ? every : false),
  });
  return { view: data, refresh: refetch };
}
