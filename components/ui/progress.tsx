/** A bar of `value` out of `max`; never goes over the end. */
export function Progress({ value, max, label }: { value: number; max: number; label: string }) {
  const done = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      className="h-1.5 overflow-hidden rounded-full bg-active forced-colors:border"
    >
      <div
        className="h-full origin-left rounded-full bg-accent-solid transition-transform duration-(--slow) forced-colors:bg-[CanvasText]"
        style={{ transform: `scaleX(${done})` }}
      />
    </div>
  );
}
