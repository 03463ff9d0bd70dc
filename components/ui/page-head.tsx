import type { ReactNode } from "react";

type PageHeadProps = {
  title: string /** Beside the title, such as the provider. */;
  aside?: ReactNode;
  actions?: ReactNode;
};

/** The one `h1` of a page and at most two actions. */
export function PageHead({ title, aside, actions }: PageHeadProps) {
  return (
    <header className="flex flex-wrap items-start gap-3">
      <div className="flex min-h-control min-w-0 flex-1 flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-20 font-semibold break-words">{title}</h1>
        {aside}
      </div>
      {actions && <div className="flex gap-2">{actions}</div>}
    </header>
  );
}
