"use client";
import { DatabaseZap } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { PublicError } from "@/lib/errors";

/** In place of what cannot be read: why, and nothing from memory. */
export function Unreadable({ error }: { error: PublicError }) {
  return (
    <Card label="Contents">
      <div role="alert">
        <EmptyState icon={DatabaseZap} title={error.message} actions={<ReadAgain />}>
          {error.meaning && <p>{error.meaning}</p>}
          {error.remedy && <p>{error.remedy}</p>}
        </EmptyState>
      </div>
    </Card>
  );
}

/** Reads the page once more. */
export function ReadAgain() {
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Button busy={pending} busyLabel="Reading" onClick={() => start(() => router.refresh())}>
      Read again
    </Button>
  );
}
