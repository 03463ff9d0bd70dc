import clsx from "clsx";
import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { table } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { formatNumber } from "@/lib/format";
import type { ProjectListItem } from "@/lib/projects/views";
import { ProviderName } from "./provider-name";
import { StateBadge } from "./state-badge";

const columns = [
  { title: "State", width: "w-41" },
  { title: "Since", width: "w-28" },
  { title: "Project", width: "w-[22%]" },
  { title: "Provider", width: "w-[16%]" },
  { title: "Database", width: "" },
  { title: "Waiting", width: "w-24", right: true },
  { title: "Last proved", width: "w-30", right: true },
];

export function ProjectTable({ projects }: { projects: ProjectListItem[] }) {
  return (
    <table className={clsx(table.root, "max-md:hidden")}>
      <caption className="sr-only">Projects, worst first</caption>
      <thead>
        <tr>
          {columns.map(({ title, width, right }) => (
            <th
              key={title}
              scope="col"
              aria-sort={title === "State" ? "descending" : undefined}
              className={clsx(table.head, width, right && "text-right")}
            >
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {projects.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </tbody>
    </table>
  );
}

/** Beyond ten thousand nobody has counted. */
const formatWaiting = (waiting: number) => (waiting > 10_000 ? "10,000+" : formatNumber(waiting));

function ProjectRow({ project }: { project: ProjectListItem }) {
  const { id, name, state, providerName, database, host, isDemo, since, waiting, provedAt } = project;
  return (
    <tr className={clsx(table.row, "relative")}>
      <td className={table.cell}>
        <StateBadge state={state} />
      </td>
      <td className={clsx(table.cell, "text-2")}>{since ? <RelativeTime iso={since} /> : "now"}</td>
      <td className={table.cell} title={name}>
        <Link
          href={`/projects/${id}/auth`}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
        >
          {name}
        </Link>
        {isDemo && (
          <span className="ml-2">
            <Tag>Demo</Tag>
          </span>
        )}
      </td>
      <td className={table.cell} title={providerName ?? undefined}>
        <ProviderName name={providerName} />
      </td>
      <td className={table.cell} title={`${database} at ${host}`}>
        <span className="font-mono text-12">{database}</span> <span className="text-3">at {host}</span>
      </td>
      <td className={clsx(table.cell, "text-right", waiting > 0 ? "text-warn" : "text-3")}>
        {state ? formatWaiting(waiting) : "–"}
      </td>
      <td className={clsx(table.cell, "text-right text-2")}>
        {provedAt ? <RelativeTime iso={provedAt} /> : state ? "never" : "–"}
      </td>
    </tr>
  );
}
