"use client";
import type { Route } from "next";
import { useParams } from "next/navigation";

/** The address of one user's page in the project that is in sight. */
export function useUserPath(userId: string): Route {
  const { projectId } = useParams<{ projectId: string }>();
  return `/projects/${projectId}/auth/users/${encodeURIComponent(userId)}` as Route;
}
