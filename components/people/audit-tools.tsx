"use client";
import { Download } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { buttonClass } from "@/components/ui/button";
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

type ChoiceProps = {
  label: string;
  value: string;
  choices: (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
};

function Choice({ label, value, choices, onChange }: ChoiceProps) {
  return (
    <label className="flex h-control min-w-0 items-center gap-1.5 rounded-2 border border-line-strong bg-surface pr-1 pl-2.5 has-focus-visible:outline-2 has-focus-visible:outline-focus max-md:flex-1">
      <span className="text-3">{label}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-full max-w-50 min-w-0 flex-1 bg-surface pr-1 font-medium outline-0"
      >
        {choices.map(([option, name]) => (
          <option key={option} value={option}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
