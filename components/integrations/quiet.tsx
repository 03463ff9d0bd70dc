import type { ReactNode } from "react";

/** Text inside a status region that moves all the time: screen readers are not told of every tick. */
export const Quiet = ({ children }: { children: ReactNode }) => <span aria-live="off">{children}</span>;
