"use client";
import { Download } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
import { Choice } from "@/components/ui/choice";
import { type AuditPage, type AuditQuery, auditOutcomes } from "@/lib/projects/views";
import { auditParams } from "./audit-query";
import { outcomeNames } from "./outcome-words";

type AuditToolsProps = { projectId: string; query: AuditQuery; actors: AuditPage["actors"] };

/** What narrows the log, and its way out as a file. */
export function AuditTools({ projectId, query, actors }: AuditToolsProps) {
  const router = useRouter();
  const narrow = (change: Partial<AuditQuery>) =>
    router.push(`/projects/${projectId}/audit${auditParams({ ...query, ...change })}` as Route);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        label="Person"
        value={query.actor ?? ""}
        choices={[["", "Anyone"], ...actors.map(({ accountId, name }) => [accountId, name] as const)]}
        onChange={(actor) => narrow({ actor: actor || null })}
      />
      <Choice
        label="Outcome"
        value={query.outcome ?? ""}
        choices={[["", "Any"], ...auditOutcomes.map((outcome) => [outcome, outcomeNames[outcome]] as const)]}
        onChange={(chosen) => narrow({ outcome: auditOutcomes.find((outcome) => outcome === chosen) ?? null })}
      />
      <a
        href={`/api/projects/${projectId}/audit${auditParams(query)}`}
        download
        className={`${buttonClass()} ml-auto max-md:w-full`}
      >
        <Download aria-hidden />
        Export as CSV
      </a>
    </div>
  );
}
