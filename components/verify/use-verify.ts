"use client";
import { useQuery } from "@tanstack/react-query";
import { fetchJson } from "@/components/integrations/fetch-json";
import type { VerifyView } from "@/lib/integrations/views";

const whileMoving = 2_000;
const otherwise = 10_000;

const moves = (view: VerifyView | null | undefined) =>
  view?.running !== null || (view.last !== null && view.last.repair.waiting > 0);

/** The parity check of the moment, asked often while something is under way. */
export function useVerify(projectId: string, initial: VerifyView) {
  const { data, refetch } = useQuery({
    queryKey: ["verify", projectId],
    queryFn: ({ signal }) => fetchJson<VerifyView | null>(`/api/projects/${projectId}/verify`, signal),
    initialData: initial,
    staleTime: whileMoving,
    refetchInterval: ({ state }) => (moves(state.data) ? whileMoving : otherwise),
    retry: false,
  });
  return { view: data ?? initial, refresh: refetch };
}
