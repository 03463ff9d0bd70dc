"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/integrations/fetch-json";
import { type PublicError, toPublicError } from "@/lib/errors";
import type { ChartRange, ChartsView } from "@/lib/integrations/views";

const every = 30_000;

/** The numbers of a range, those of the range before until they are there; or why there are none. */
export type ChartsRead = { charts?: ChartsView; error?: PublicError };

export function useCharts(projectId: string, integrationId: string, range: ChartRange): ChartsRead {
  const { data } = useQuery({
    queryKey: ["charts", projectId, integrationId, range],
    queryFn: ({ signal }): Promise<ChartsRead> =>
      fetchJson<ChartsView>(`/api/projects/${projectId}/charts?range=${range}`, signal).then(
        (charts) => ({ charts }),
        (error: unknown) => ({ error: toPublicError(error) }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: every,
  });
  return data ?? {};
}
