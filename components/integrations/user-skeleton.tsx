import clsx from "clsx";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";

/** Both sides while they are read, of the height of what replaces them. */
export const UserSkeleton = () => (
  <>
    <p className="sr-only" role="status">
      Both sides are being read
    </p>
    <div className="h-10.5 rounded-3 border border-line bg-surface px-4 py-2.5 max-md:h-15.5">
      <Skeleton className="w-80 max-w-full" />
    </div>
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <Card title="Provider and row">
        <div className="h-11.25 border-b border-line bg-subtle" />
        <Bars count={7} height="h-9.25" />
        <div className="h-10.25 border-t border-line" />
      </Card>
      <Card title="raw_json">
        <div className="h-11.25 border-b border-line" />
        <div className="py-3">
          <Bars count={12} height="h-5 border-transparent" />
        </div>
      </Card>
    </div>
  </>
);

const Bars = ({ count, height }: { count: number; height: string }) =>
  Array.from({ length: count }, (_, row) => `bar ${row}`).map((row) => (
    <div key={row} className={clsx("flex items-center border-t border-line px-4 first:border-t-0", height)}>
      <Skeleton className="w-full" />
    </div>
  ));
