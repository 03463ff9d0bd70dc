import { ListChecks, SearchX } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Pager } from "@/components/ui/pager";
import { RelativeTime } from "@/components/ui/relative-time";
import { formatNumber } from "@/lib/format";
import type { AuditPage, AuditQuery } from "@/lib/projects/views";
import { auditParams } from "./audit-query";
import { outcomeIcons, outcomeNames } from "./outcome-words";

type AuditListProps = { projectId: string; query: AuditQuery; page: AuditPage };

/** One page of the log, latest first. */
export function AuditList({ projectId, query, page: { entries, previous, next } }: AuditListProps) {
  const path = `/projects/${projectId}/audit`;
  if (entries.length === 0) return <NoEntries path={path} query={query} />;
  const to = (place: { before?: number; after?: number }) => path + auditParams(query, place);
  return (
    <Card label="Entries, latest first">
      <ul>
        {entries.map(({ id, at, sentence, outcome }) => (
          <li
            key={id}
            className="flex min-h-row flex-wrap items-center gap-x-3 gap-y-0.5 px-4 py-2 not-first:border-t not-first:border-line md:flex-nowrap"
          >
            <span className="w-30 shrink-0 text-12 text-3">
              <RelativeTime iso={at} />
            </span>
            <span className="min-w-0 flex-1 basis-full break-words md:order-none md:basis-auto max-md:order-last">
              {sentence}
            </span>
            {outcome !== "done" && <Badge icon={outcomeIcons[outcome]}>{outcomeNames[outcome]}</Badge>}
          </li>
        ))}
      </ul>
      {(previous !== null || next !== null) && (
        <Pager
          previous={previous === null ? null : to({ after: previous })}
          next={next === null ? null : to({ before: next })}
        >
          {formatNumber(entries.length)} on this page, latest first
        </Pager>
      )}
    </Card>
  );
}

function NoEntries({ path, query }: { path: string; query: AuditQuery }) {
  if (query.actor === null && query.outcome === null && query.before === null) {
    return (
      <Card label="Entries">
        <EmptyState icon={ListChecks} title="Nothing is written down yet">
          Everything that somebody changes in this project appears here, with who it was and how it ended.
        </EmptyState>
      </Card>
    );
  }
  const clear = (
    <Link href={path as Route} className={buttonClass()}>
      Show all entries
    </Link>
  );
  return (
    <Card label="Entries">
      <EmptyState icon={SearchX} title="No entry matches" actions={clear}>
        The whole log of this project was searched.
      </EmptyState>
    </Card>
  );
}
