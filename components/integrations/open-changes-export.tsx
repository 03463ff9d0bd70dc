import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button";

type ExportProps = { projectId: string; state: "held" | "parked"; what: string };

/** Downloads the whole list. */
export const ExportList = ({ projectId, state, what }: ExportProps) => (
  <span className="flex gap-1">
    {(["csv", "ndjson"] as const).map((format) => (
      <a
        key={format}
        href={`/api/projects/${projectId}/open-changes/export?state=${state}&format=${format}`}
        download
        className={buttonClass("ghost", "small")}
      >
        <Download className="size-3.5" aria-hidden />
        <span className="sr-only">Export {what} as </span>
        {format.toUpperCase()}
      </a>
    ))}
  </span>
);
