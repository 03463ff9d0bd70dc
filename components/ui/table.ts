/** The looks of a table's parts; the parts themselves are plain elements. */
export const table = {
  frame: "overflow-clip rounded-3 border border-line bg-surface",
  root: "w-full table-fixed border-collapse",
  head: "h-8.5 border-b border-line bg-subtle px-3 text-left text-12 font-medium whitespace-nowrap text-3 first:pl-4 aria-[sort]:text-text",
  row: "group border-t border-line transition-colors first:border-t-0 hover:bg-hover",
  cell: "h-row truncate px-3 first:pl-4",
};
