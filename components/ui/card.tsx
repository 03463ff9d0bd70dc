import clsx from "clsx";
import type { ReactNode } from "react";

type CardProps = {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** Names the section where there is no title to see. */
  label?: string;
};

/** A bordered surface with an optional head. The body brings its own padding (`p-4`). */
export function Card({ title, actions, children, className, label }: CardProps) {
  const name = label ?? (typeof title === "string" ? title : undefined);
  return (
    <section
      aria-label={name}
      className={clsx("min-w-0 overflow-clip rounded-3 border border-line bg-surface", className)}
    >
      {(title || actions) && (
        <header className="flex min-h-11 flex-wrap items-center gap-2 border-b border-line py-1.5 pr-2 pl-4">
          {title && <h2 className="min-w-0 flex-auto font-semibold">{title}</h2>}
          {actions}
        </header>
      )}
      {children}
    </section>
  );
}
