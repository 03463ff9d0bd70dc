import clsx from "clsx";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { FirstVisit } from "./first-visit";
import { seenCookie } from "./guides";

const widths = { form: "max-w-240", page: "max-w-290", overview: "max-w-310" };

type PageProps = { width?: keyof typeof widths; children: ReactNode };

/** The main landmark: sides, width and the distance between blocks. */
export async function Page({ width = "page", children }: PageProps) {
  const seen = (await cookies()).get(seenCookie)?.value ?? "";
  return (
    <main id="main" tabIndex={-1} className="min-w-0 px-4 pt-4 pb-10 outline-0 md:px-8 md:pt-6 md:pb-12">
      <div className={clsx("mx-auto grid grid-cols-[minmax(0,1fr)] gap-4 md:gap-5", widths[width])}>
        <FirstVisit seen={seen} />
        {children}
      </div>
    </main>
  );
}
