import type { Route } from "next";
import Link from "next/link";
import { Tag } from "@/components/ui/tag";
import { formatNumber } from "@/lib/format";
import type { VerifyResult } from "@/lib/integrations/views";
import { kindWords, total, wrongIn } from "./words";

type DifferenceListProps = { projectId: string; provider: string; result: VerifyResult };

/** The first differences: who, of which kind, and which columns. Values are on the user's page. */
export function DifferenceList({ projectId, provider, result }: DifferenceListProps) {
  const all = total(result);
  const { first } = result;
  return (
    <>
      <ul aria-label="Differences">
        {first.map((difference) => (
          <li
            key={difference.userId}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2 hover:bg-hover"
          >
            <span className="w-18">
              <Tag>{kindWords[difference.kind]}</Tag>
            </span>
            <Link
              href={`/projects/${projectId}/auth/users/${encodeURIComponent(difference.userId)}` as Route}
              className="link min-w-0 truncate font-mono text-12 underline"
              title={difference.userId}
            >
              {difference.userId}
            </Link>
            <span
              className={difference.kind === "changed" ? "min-w-0 font-mono text-12 text-2" : "min-w-0 text-12 text-2"}
            >
              {wrongIn(difference, provider)}
            </span>
          </li>
        ))}
      </ul>
      {all > first.length && (
        <p className="border-t border-line px-4 py-2.5 text-12 text-3">
          {formatNumber(first.length)} of {formatNumber(all)} are shown, by id.
        </p>
      )}
    </>
  );
}
