/** The mark: a list with its last line ticked. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="shrink-0">
      <rect x="1" y="1" width="22" height="22" rx="6" className="fill-ink" />
      <g fill="none" className="stroke-on-ink" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M6.5 7.5h11M6.5 12h6" />
        <path d="M6.5 16.5h.01M10.5 15.7l2.3 2.3 4.7-5.3" />
      </g>
    </svg>
  );
}
