import { Card } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import type { DatabaseView } from "@/lib/projects/views";
import { RightsCard } from "./rights-card";
import { ServerCard } from "./server-card";
import { ForeignKeysCard, IndexesCard, TableCard } from "./table-card";
import { ReadAgain } from "./unreadable";

/** What was read of the database; `readAt` is ISO 8601. */
export function Database({ view: { server, table, rights }, readAt }: { view: DatabaseView; readAt: string }) {
  return (
    <>
      <ServerCard server={server} />
      {table ? (
        <TableCard table={table} />
      ) : (
        <Card title="Table">
          <p className="p-4 text-2">None yet. Connecting a provider makes it.</p>
        </Card>
      )}
      {table?.contents && <IndexesCard indexes={table.contents.indexes} />}
      {table?.contents && <ForeignKeysCard foreignKeys={table.contents.foreignKeys} />}
      <RightsCard rights={rights} />
      <footer className="flex flex-wrap items-center justify-between gap-3 text-12 text-3">
        <p>
          Read <RelativeTime iso={readAt} />. Nothing here is kept.
        </p>
        <ReadAgain />
      </footer>
    </>
  );
}

const bars = ["w-40", "w-24", "w-56", "w-64", "w-16"];

/** The heights of what is being read. */
export const DatabaseSkeleton = () => (
  <>
    <p className="sr-only" role="status">
      Reading the database.
    </p>
    {["Server", "Table", "Indexes", "Privileges"].map((title) => (
      <Card key={title} title={title}>
        <div className="grid gap-2.5 p-4">
          {bars.map((width) => (
            <span key={width} className="flex h-5 items-center gap-6">
              <Skeleton className="w-20" />
              <Skeleton className={width} />
            </span>
          ))}
        </div>
      </Card>
    ))}
  </>
);
