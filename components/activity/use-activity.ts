"use client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { fetchJson } from "@/components/integrations/fetch-json";
import { toPublicError } from "@/lib/errors";
import type { ActivityPage, ActivityQuery, IntegrationStatus } from "@/lib/integrations/views";
import { activityParams } from "./activity-query";

const every = 10_000;

type Opened = { query: ActivityQuery; page: ActivityPage };

/**
 * What happened, page after page. The first page is asked for again every 10 s while nothing older is shown, and all of
 * them once the integration's state or its run is another.
 */
export function useActivity(projectId: string, status: IntegrationStatus, query: ActivityQuery, opened: Opened) {
  const key = activityParams(query).toString();
  const isOpened = key === activityParams(opened.query).toString();
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey: ["activity", projectId, key],
    queryFn: ({ signal, pageParam }) => {
      const address = `/api/projects/${projectId}/activity?${activityParams({ ...query, cursor: pageParam })}`;
      return fetchJson<ActivityPage>(address, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    initialData: isOpened ? { pages: [opened.page], pageParams: [null] } : undefined,
    staleTime: every,
    gcTime: 60_000,
    retry: false,
    refetchInterval: ({ state }) => (state.error || state.data?.pages.length === 1 ? every : false),
  });
  const { state, run, lastRun, held, parked } = status;
  const mark = [state, run?.id, lastRun?.id, held, parked].join();
  useFollowed(mark, refetch);
  return {
    entries: data?.pages.flatMap(({ entries }) => entries),
    latest: data?.pages[0],
    error: error ? toPublicError(error) : undefined,
    isPending,
    more: hasNextPage ? { load: () => void fetchNextPage(), busy: isFetchingNextPage } : null,
  };
}

/** Does something each time the mark is another than the one before. */
function useFollowed(mark: string, follow: () => unknown) {
  const seen = useRef(mark);
  useEffect(() => {
    if (seen.current === mark) return;
    seen.current = mark;
    follow();
  }, [mark, follow]);
}
