"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/integrations/fetch-json";
import { type PublicError, toPublicError } from "@/lib/errors";
import type { ChartsView } from "@/lib/integrations/views";
import { type ChartWindow, windowParams } from "./chart-range";

const every = 30_000;

/** The numbers of a window that ends at `until`, those of the one before until they are there; or why there are none. */
export type ChartsRead = { charts?: ChartsView; until?: ChartWindow["until"]; error?: PublicError };

export function useCharts(projectId: string, integrationId: string, wanted: ChartWindow) {
  const { range, until } = wanted;
  const { data, isPlaceholderData } = useQuery({
    queryKey: ["charts", projectId, integrationId, range, until],
    queryFn: ({ signal }): Promise<ChartsRead> =>
      fetchJson<ChartsView>(`/api/projects/${projectId}/charts${windowParams(wanted)}`, signal).then(
        (charts) => ({ charts, until }),
        (error: unknown) => ({ error: toPublicError(error) }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
  return { read: data ?? ({} satisfies ChartsRead), settled: data !== undefined && !isPlaceholderData };
}
