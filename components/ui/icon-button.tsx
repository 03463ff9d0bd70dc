import clsx from "clsx";
import type { ComponentProps } from "react";
import { type ButtonSize, type ButtonVariant, iconButtonClass } from "./button";

type IconButtonProps = Omit<ComponentProps<"button">, "aria-label" | "title"> & {
  /** Read aloud, and shown on hover. */
  label: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
};

/** A square button whose only content is an icon. */
export function IconButton({ label, variant = "ghost", size = "default", className, ...props }: IconButtonProps) {
  return (
    <button
      type="button"
      {...props}
      aria-label={label}
      title={label}
      className={clsx(iconButtonClass(variant, size), className)}
    />
  );
}
