"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { AppError } from "@/lib/errors";

/**
 * Whether an answer says that its person may not look any more: their session is over, or the project is theirs no longer.
 * The page is then asked for again, which leads to sign-in or to nothing at all.
 */
export function useWithdrawn(error: unknown): boolean {
  const router = useRouter();
  const isWithdrawn = error instanceof AppError && (error.code === "unauthorized" || error.code === "not_found");
  useEffect(() => {
    if (isWithdrawn) router.refresh();
  }, [isWithdrawn, router]);
  return isWithdrawn;
}
