"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/integrations/fetch-json";
import { type PublicError, toPublicError } from "@/lib/errors";
import type { ChecksView, IntegrationStatus } from "@/lib/integrations/views";

/** The probe behind it is made anew every 30 s. */
const every = 15_000;

type ChecksRead = { checks?: ChecksView; error?: PublicError };

/** The checks of the moment, and again as soon as the state is another. A failure never lets older checks show through. */
export function useChecks(projectId: string, { id, state }: IntegrationStatus): ChecksRead {
  const { data } = useQuery({
    queryKey: ["checks", projectId, id, state],
    queryFn: ({ signal }): Promise<ChecksRead> =>
      fetchJson<ChecksView>(`/api/projects/${projectId}/checks`, signal).then(
        (checks) => ({ checks }),
        (error: unknown) => ({ error: toPublicError(error) }),
      ),
    placeholderData: (previous) => previous,
    refetchInterval: every,
  });
  return data ?? {};
}
