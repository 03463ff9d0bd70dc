"use client";
import { ArrowUpRight, ChevronLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import type { FormAction } from "@/components/projects/form-action";
import { Alert } from "@/components/ui/alert";
import { Avatar } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ClockTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { UserView } from "@/lib/integrations/views";
import { useUser } from "./use-user";
import { UserDecisions } from "./user-decisions";
import { UserDeletion } from "./user-deletion";
import { UserFields } from "./user-fields";
import { UserRaw } from "./user-raw";
import { UserResync } from "./user-resync";
import { UserSkeleton } from "./user-skeleton";
import { UserStatus } from "./user-status";
import { UserVerdict } from "./user-verdict";

type UserDetailsProps = {
  projectId: string;
  userId: string;
  /** Absent for a viewer. */
  resync?: FormAction;
};

/** One user: what the provider and the row say at this moment, and how it came to be so. */
export function UserDetails({ projectId, userId, resync }: UserDetailsProps) {
  const { view, error, readAt, refresh } = useUser(projectId, userId);
  const isKnown = view && (view.atProvider.user !== null || view.inTable.user !== null || view.changes.length > 0);
  return (
    <>
      <Head projectId={projectId} userId={userId} view={view} failed={error !== undefined}>
        {view?.link && view.atProvider.user !== null && (
          <a href={view.link} target="_blank" rel="noreferrer" className={buttonClass()}>
            <ArrowUpRight aria-hidden />
            Open in {view.provider.name}
          </a>
        )}
        {resync && isKnown && <UserResync projectId={projectId} userId={userId} action={resync} onDone={refresh} />}
        {resync && !view && !error && <span aria-hidden className="h-control" />}
      </Head>
      <Alert error={error} />
      {error && view && (
        <p className="text-12 text-3">
          What stands here was read at <ClockTime iso={readAt} seconds />.
        </p>
      )}
      {view ? <Body view={view} isKnown={isKnown === true} /> : !error && <UserSkeleton />}
    </>
  );
}

function Body({ view, isKnown }: { view: UserView; isKnown: boolean }) {
  const hasSide = view.atProvider.user !== null || view.inTable.user !== null;
  return (
    <>
      <UserVerdict view={view} />
      {isKnown && (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
          <div className="grid min-w-0 gap-5">
            {hasSide && <UserFields view={view} />}
            {view.deletion && <UserDeletion view={view} deletion={view.deletion} />}
            <UserDecisions view={view} />
          </div>
          {hasSide && <UserRaw view={view} />}
        </div>
      )}
    </>
  );
}

type HeadProps = Pick<UserDetailsProps, "projectId" | "userId"> & {
  view: UserView | undefined;
  failed: boolean;
  children: ReactNode;
};

function Head({ projectId, userId, view, failed, children }: HeadProps) {
  const row = view?.inTable.user;
  const user = row ?? view?.atProvider.user;
  return (
    <div className="grid gap-3">
      <Link
        href={`/projects/${projectId}/auth` as Route}
        className="flex min-h-6 w-max items-center gap-1 rounded-1 text-12 text-2 hover:text-text"
      >
        <ChevronLeft className="size-3.5" aria-hidden />
        Users
      </Link>
      <header className="flex flex-wrap items-center gap-3">
        <Avatar name={user?.name ?? null} size={40} deleted={row?.deletedAt != null} />
        <div className="min-w-0 flex-1 basis-60">
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <h1 className="min-w-0 text-20 font-semibold break-words">
              {view || failed ? (
                (user?.name ?? user?.email ?? (user ? "No name" : "User"))
              ) : (
                <>
                  <span className="sr-only">User</span>
                  <Skeleton className="h-4 w-40" />
                </>
              )}
            </h1>
            {row && <UserStatus user={row} />}
          </div>
          <div className="flex min-w-0 items-center gap-1 text-2">
            <code className="min-w-0 truncate" title={userId}>
              {userId}
            </code>
            <CopyButton text={userId} label="Copy id" />
          </div>
        </div>
        <div className="flex flex-wrap gap-2 max-md:w-full max-md:[&>*]:flex-1">{children}</div>
      </header>
    </div>
  );
}
