import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import { formatNumber } from "@/lib/format";
import type { RunPageView } from "@/lib/integrations/views";

const item = "flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-t border-line px-4 py-2.5 first:border-t-0";

/** The users whom the run left to a person, and why. */
export const RunLeft = ({ left }: { left: RunPageView["left"] }) => (
  <Card title="Left to a person">
    <ul>
      {left.map(({ userId, reason, open }) => (
        <li key={userId} className={item}>
          <code className="max-w-full truncate" title={userId}>
            {userId}
          </code>
          <span className="min-w-0 break-words text-2">{open ? reason : "Settled since"}</span>
        </li>
      ))}
    </ul>
  </Card>
);

type DifferencesProps = { differences: NonNullable<RunPageView["differences"]>; state: RunPageView["run"]["state"] };

const kinds = { missing: "No row", changed: "Row differs", extra: "Row of nobody" };

/** What a verify found and did not touch. */
export const RunDifferences = ({ differences: { total, first }, state }: DifferencesProps) => (
  <Card title={total === 0 ? "Differences" : `Differences (${formatNumber(total)})`}>
    {total === 0 && (
      <p className="p-4 text-2">
        {state === "equal" ? "Every row says what the provider says." : "None are kept of this verify."}
      </p>
    )}
    <ul>
      {first.map(({ userId, kind, fields }) => (
        <li key={userId} className={item}>
          <Tag>{kinds[kind]}</Tag>
          <code className="max-w-full truncate" title={userId}>
            {userId}
          </code>
          {fields.length > 0 && <span className="text-2">{fields.join(", ")}</span>}
        </li>
      ))}
    </ul>
    {first.length < total && (
      <p className="border-t border-line px-4 py-2.5 text-12 text-3">
        The first {formatNumber(first.length)} of {formatNumber(total)}. A compare repairs all of them.
      </p>
    )}
  </Card>
);
