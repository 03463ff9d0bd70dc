"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fetchJson } from "@/components/integrations/fetch-json";
import type { ListedPage, ListedUser } from "@/lib/integrations/views";

const pause = 200;
const nobody: ListedUser[] = [];

/** Users of this project who match what is typed, after a pause; nobody without a project, a text, or an answer. */
export function useFoundUsers(projectId: string | undefined, search: string): ListedUser[] {
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(search), pause);
    return () => clearTimeout(timer);
  }, [search]);
  const { data } = useQuery({
    queryKey: ["palette", projectId, asked],
    queryFn: ({ signal }) =>
      fetchJson<ListedPage>(`/api/projects/${projectId}/users?${new URLSearchParams({ q: asked })}`, signal),
    enabled: projectId !== undefined && asked !== "",
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  return search === "" ? nobody : (data?.users ?? nobody);
}
