import clsx from "clsx";
import { CircleCheck, CircleDashed, type LucideIcon, OctagonAlert, TriangleAlert } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { type Tone, toneText } from "@/components/ui/tone";
import type { PublicError } from "@/lib/errors";
import type { CheckState, CheckView } from "@/lib/integrations/views";
import { Worded } from "./worded";

type Look = { tone: Tone; icon: LucideIcon; label: string };

const looks: Record<CheckState, Look> = {
  failing: { tone: "bad", icon: OctagonAlert, label: "Failing" },
  waiting: { tone: "warn", icon: TriangleAlert, label: "Waiting" },
  "not-checked": { tone: "idle", icon: CircleDashed, label: "Not checked" },
  passing: { tone: "ok", icon: CircleCheck, label: "Passing" },
};

/** As many as most integrations have. */
const expected = 11;

type ChecksCardProps = {
  checks: CheckView[] | undefined;
  error: PublicError | undefined;
  /** A viewer is told what is wrong, and led to no form. */
  canAct: boolean;
};

/** Everything that has to be so for the table to be true, worst first. */
export function ChecksCard({ checks, error, canAct }: ChecksCardProps) {
  return (
    <Card
      title="Checks"
      actions={
        <span className="pr-2 text-12 text-3 max-md:w-full" aria-live="polite">
          {checks ? summary(checks) : !error && "being read"}
        </span>
      }
    >
      {error ? (
        <Unreadable error={error} />
      ) : (
        <ul aria-label="Checks" aria-busy={!checks}>
          {checks?.map((check) => <Check key={check.name} check={check} canAct={canAct} />) ??
            Array.from({ length: expected }, (_, at) => `check ${at}`).map((key) => <SkeletonCheck key={key} />)}
        </ul>
      )}
    </Card>
  );
}

const summary = (checks: CheckView[]): string =>
  (["passing", "failing", "waiting", "not-checked"] as const)
    .map((state) => ({ state, count: checks.filter((check) => check.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${looks[state].label.toLowerCase()}`)
    .join(", ");

const row = "grid grid-cols-[16px_minmax(0,1fr)_auto] gap-x-3 border-t border-line px-4 py-2.25 first:border-t-0";
const wide = "md:grid-cols-[16px_144px_minmax(0,1fr)_auto]";

function Check({ check, canAct }: { check: CheckView; canAct: boolean }) {
  const { name, state, finding, okAt } = check;
  const { tone, icon: Icon, label } = looks[state];
  const quiet = state === "passing" || state === "not-checked";
  return (
    <li className={clsx(row, wide, state === "failing" && "bg-bad-wash")}>
      <Icon className={clsx("mt-0.5", toneText[tone])} aria-hidden />
      <span className="font-medium">
        <span className="sr-only">{label}: </span>
        {name}
      </span>
      <span className="text-12/5 whitespace-nowrap text-3 md:order-last">{okAt && <Ok at={okAt} state={state} />}</span>
      <div className="col-[2/-1] min-w-0 break-words md:col-auto">
        <p className={quiet ? "text-2" : undefined}>
          <Worded words={finding} />
        </p>
        <Fix check={check} canAct={canAct} />
      </div>
    </li>
  );
}

const Ok = ({ at, state }: { at: string; state: CheckState }) => (
  <>
    <span className={state === "passing" ? "sr-only" : undefined}>ok </span>
    <RelativeTime iso={at} />
  </>
);

function Fix({ check: { fix, links = [] }, canAct }: { check: CheckView; canAct: boolean }) {
  const shown = links.filter(({ href }) => canAct || !href.startsWith("/"));
  if (!fix && shown.length === 0) return null;
  return (
    <p className="mt-1 max-w-[68ch]">
      {fix && <Worded words={fix} />}{" "}
      {shown.map(({ label, href }) => (
        <span key={href} className="mr-3 inline-block">
          {href.startsWith("/") ? (
            <Link href={href as Route} className="link underline">
              {label}
            </Link>
          ) : (
            <a href={href} target="_blank" rel="noreferrer" className="link underline">
              {label}
            </a>
          )}
        </span>
      ))}
    </p>
  );
}

const SkeletonCheck = () => (
  <li className={clsx(row, wide)}>
    <Skeleton className="mt-1.25 w-4" />
    <span>
      <Skeleton className="w-24" />
    </span>
    <span className="md:order-last">
      <Skeleton className="w-10" />
    </span>
    <span className="col-[2/-1] md:col-auto">
      <Skeleton className="w-40" />
    </span>
  </li>
);

const Unreadable = ({ error }: { error: PublicError }) => (
  <div role="status" className="grid gap-0.5 p-4">
    <p className="font-medium">{error.message}</p>
    <p className="text-2">
      {error.meaning} {error.remedy}
    </p>
  </div>
);
