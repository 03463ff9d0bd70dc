"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { type PublicError, toPublicError } from "@/lib/errors";
import type { IntegrationStatus, ListedPage } from "@/lib/integrations/views";
import type { UsersQuery } from "@/lib/target/types";
import { fetchJson } from "./fetch-json";
import { usersParams } from "./users-query";

/** A page, or why there is none. `settled` is false while the page of the question before is still shown. */
export type UsersRead = { answer?: ListedPage; error?: PublicError; settled: boolean };

const askAgainAfter = 5_000;

/** One page of users_sync. Read again only when the question changes, when rows were written, or when the database was away. */
export function useUsers(projectId: string, status: IntegrationStatus, query: UsersQuery): UsersRead {
  const { id, revision, problem } = status;
  const address = `/api/projects/${projectId}/users?${usersParams(query)}`;
  const mark = `${revision} ${problem?.code.startsWith("target_") ? problem.since : ""}`;
  const { data, isPlaceholderData, isFetching, refetch } = useQuery({
    queryKey: ["users", id, address],
    // A failure is an answer too: it stays on screen until a later one, and never lets older rows show through.
    queryFn: ({ signal }): Promise<Omit<UsersRead, "settled"> & { mark: string }> =>
      fetchJson<ListedPage>(address, signal).then(
        (answer) => ({ mark, answer }),
        (error: unknown) => ({ mark, error: toPublicError(error) }),
      ),
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => (state.data?.error ? 0 : Number.POSITIVE_INFINITY),
    gcTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.error ? askAgainAfter : false),
  });
  // A read under way is let finish: rows that are written faster than read would otherwise never be shown.
  const outdated = data !== undefined && data.mark !== mark && !isFetching;
  useEffect(() => {
    if (outdated) refetch();
  }, [outdated, refetch]);
  return { answer: data?.answer, error: data?.error, settled: data !== undefined && !isPlaceholderData };
}
