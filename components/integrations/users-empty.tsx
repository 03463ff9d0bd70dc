import { ArrowUpRight, Database, SearchX, UserRound } from "lucide-react";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { PublicError } from "@/lib/errors";
import { formatCount } from "@/lib/format";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { isNarrowed, type UserCounts, type UsersQuery } from "@/lib/target/types";
import { rowsShown } from "./users-summary";

/** The table cannot be read: nothing is shown rather than something old. */
export function UsersUnreadable({ status, error }: { status: IntegrationStatus; error: PublicError }) {
  const { code, message, remedy } = error;
  return (
    <EmptyState
      icon={Database}
      title="Rows cannot be read right now"
      actions={
        <a href={status.links.users} target="_blank" rel="noreferrer" className={buttonClass("ghost")}>
          <ArrowUpRight aria-hidden />
          Users at {status.provider.name}
        </a>
      }
    >
      <p>
        {message} {remedy}
      </p>
      <p>
        This list is read live from your database, so nothing is shown rather than something old. It fills again{" "}
        {code === "target_unavailable" ? "by itself" : "once that is mended"}.
      </p>
    </EmptyState>
  );
}

type UsersEmptyProps = { status: IntegrationStatus; query: UsersQuery; counts: UserCounts; onClear: () => void };

/** Nothing matches, or there is nothing yet. */
export function UsersEmpty({ status, query, counts, onClear }: UsersEmptyProps) {
  if (query.search) {
    return (
      <EmptyState
        icon={SearchX}
        title={`No one matches "${query.search}"`}
        actions={<Button onClick={onClear}>Clear the search</Button>}
      >
        {formatCount(rowsShown(query, counts), "user was", "users were")} searched by name, email and id.
      </EmptyState>
    );
  }
  if (isNarrowed(query)) {
    return (
      <EmptyState
        icon={SearchX}
        title="No one matches these filters"
        actions={<Button onClick={onClear}>Clear the filters</Button>}
      >
        {formatCount(rowsShown(query, counts), "user was", "users were")} looked through.
      </EmptyState>
    );
  }
  if (query.show === "deleted") {
    return (
      <EmptyState icon={UserRound} title="No deleted users">
        A user who is deleted at {status.provider.name} keeps the row and shows up here.
      </EmptyState>
    );
  }
  const copying = status.state === "backfilling";
  if (!copying && status.providerCount) {
    return (
      <EmptyState icon={UserRound} title="The table has no rows">
        {status.provider.name} has {formatCount(status.providerCount, "user")}. The next full check brings their rows.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={UserRound} title={copying ? "No rows yet" : "No users yet"}>
      {copying
        ? "They show up here page by page while they are copied."
        : `The first sign-up at ${status.provider.name} shows up here by itself.`}
    </EmptyState>
  );
}
