import { Card } from "@/components/ui/card";
import { PageHead } from "@/components/ui/page-head";
import { Skeleton } from "@/components/ui/skeleton";

const rows = ["w-40", "w-52", "w-36", "w-48", "w-44"];

/** A page that is a list of rows, while it is read; `tools` where filters stand above the list. */
export function ListSkeleton({ title, tools = false }: { title: string; tools?: boolean }) {
  return (
    <>
      <PageHead title={title} />
      {tools && <div className="h-control max-md:h-18" />}
      <Card label={`${title}, loading`}>
        <ul aria-hidden>
          {rows.map((width) => (
            <li key={width} className="flex h-row items-center px-4 not-first:border-t not-first:border-line">
              <Skeleton className={width} />
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
