import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

/** The frame of the pages before one is in: the mark, the title, and one column. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main
      id="main"
      className="grid min-h-dvh grid-cols-[minmax(0,1fr)] grid-rows-[1fr_auto] justify-items-center gap-6 px-4 py-6"
    >
      <div className="grid w-90 max-w-full grid-cols-[minmax(0,1fr)] content-center gap-6">
        <div className="grid justify-items-center gap-5 text-center">
          <Mark size={36} />
          <h1 className="text-20 font-semibold break-words">{title}</h1>
        </div>
        {children}
      </div>
      <p className="text-12 text-3">Rollcall 0.1</p>
    </main>
  );
}
