import type { Route } from "next";
import Link from "next/link";

// It scrolls inside, so the keyboard has to reach it.
const scroller = (label: string) => ({ role: "region", tabIndex: 0, "aria-label": label });

export type ChartTableProps = {
  caption: string;
  /** The first one names the stretches. */
  columns: string[];
  /** `href`: the page that its first cell leads to. */
  rows: { key: string; cells: string[]; href?: string }[];
};

/** The numbers of a chart. */
export function ChartTable({ caption, columns, rows }: ChartTableProps) {
  return (
    <div {...scroller(caption)} className="h-full overflow-auto rounded-1 border border-line text-12">
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead className="sticky top-0 bg-subtle text-3">
          <tr>
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                className="px-2.5 py-1 text-right font-medium whitespace-nowrap first:text-left"
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, href, cells: [name, ...cells] }) => (
            <tr key={key} className="border-t border-line">
              <th scope="row" className="px-2.5 py-1 text-left font-normal whitespace-nowrap">
                {href ? (
                  <Link href={href as Route} prefetch={false} className="link underline">
                    {name}
                  </Link>
                ) : (
                  name
                )}
              </th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]} className="px-2.5 py-1 text-right">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
