import clsx from "clsx";
import { CopyButton } from "./copy-button";
import { highlight } from "./highlight";

// It scrolls sideways, so the keyboard has to reach it.
const scroller = (label: string) => ({ role: "region", tabIndex: 0, "aria-label": label });

type CodeBlockProps = {
  code: string;
  /** What the code is, for screen readers. */
  label: string;
  copy?: boolean;
  className?: string;
};

/** Code on its own ground; long lines scroll inside. */
export function CodeBlock({ code, label, copy = false, className }: CodeBlockProps) {
  return (
    <div className={clsx("relative min-w-0 bg-subtle", className)}>
      <pre {...scroller(label)} className="overflow-x-auto px-4 py-3 font-mono text-12/5 tab-2">
        <code>{highlight(code)}</code>
      </pre>
      {copy && (
        <div className="absolute top-2 right-2">
          <CopyButton text={code} label={`Copy ${label}`} />
        </div>
      )}
    </div>
  );
}
