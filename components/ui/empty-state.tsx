import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = { icon: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode };

/** What stands where there is nothing: why, and one or two things to do. */
export function EmptyState({ icon: Icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-1 px-6 py-10 text-center">
      <Icon className="mb-2 size-5 text-3" aria-hidden />
      <h2 className="text-14 font-semibold">{title}</h2>
      {children && <div className="max-w-[52ch] text-2">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
