import clsx from "clsx";
import type { ComponentProps } from "react";

export type ButtonVariant = "primary" | "default" | "ghost" | "danger";
export type ButtonSize = "default" | "small";

const variants: Record<ButtonVariant, string> = {
  primary: "border-ink bg-ink text-on-ink hover:border-ink-hover hover:bg-ink-hover",
  default: "border-line-strong bg-surface text-text hover:bg-hover [&>.lucide]:text-2",
  ghost: "border-transparent bg-transparent text-2 hover:bg-hover hover:text-text",
  danger: "border-transparent bg-danger text-on-danger hover:bg-danger-hover",
};

const base =
  "print:hidden inline-flex items-center justify-center gap-1.5 rounded-2 border font-medium whitespace-nowrap transition-colors " +
  "disabled:cursor-not-allowed disabled:border-line disabled:bg-subtle disabled:text-off [&:disabled>.lucide]:text-off";

const sizes: Record<ButtonSize, string> = {
  default: "h-control px-3 text-13",
  small: "h-control-sm px-2.5 text-12",
};

const squares: Record<ButtonSize, string> = { default: "size-control", small: "size-control-sm" };

/** The look of a button, for a link that leads somewhere. */
export const buttonClass = (variant: ButtonVariant = "default", size: ButtonSize = "default"): string =>
  clsx(base, variants[variant], sizes[size]);

/** The look of a button that holds nothing but an icon. */
export const iconButtonClass = (variant: ButtonVariant = "default", size: ButtonSize = "default"): string =>
  clsx(base, "shrink-0", variants[variant], squares[size]);

type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** The verb in -ing, shown instead of the content while `busy`; the width stays. */
  busyLabel?: string;
  busy?: boolean;
};

export function Button({
  variant,
  size,
  busy = false,
  busyLabel,
  disabled,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      type="button"
      {...props}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonClass(variant, size), className)}
    >
      {busyLabel ? (
        <span className="grid justify-items-center">
          <span className={clsx("col-start-1 row-start-1 inline-flex items-center gap-1.5", busy && "invisible")}>
            {children}
          </span>
          <span className={clsx("col-start-1 row-start-1", !busy && "invisible")}>{busyLabel}</span>
        </span>
      ) : (
        children
      )}
    </button>
  );
}
