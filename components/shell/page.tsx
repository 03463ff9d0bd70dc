import clsx from "clsx";
import type { ReactNode } from "react";

const widths = { form: "max-w-240", page: "max-w-290", overview: "max-w-310" };

/** The main landmark: sides, width and the distance between blocks. */
export function Page({ width = "page", children }: { width?: keyof typeof widths; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="min-w-0 px-4 pt-4 pb-10 outline-0 md:px-8 md:pt-6 md:pb-12">
      <div className={clsx("mx-auto grid grid-cols-[minmax(0,1fr)] gap-4 md:gap-5", widths[width])}>{children}</div>
    </main>
  );
}
