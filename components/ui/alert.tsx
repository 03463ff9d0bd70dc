import { OctagonAlert } from "lucide-react";

type AlertProps = { error: { message: string; meaning?: string; remedy?: string } | undefined };

/** Why a form was not accepted: what happened, what it means for the data, what to do. Nothing without an error. */
export function Alert({ error }: AlertProps) {
  return (
    <div role="alert" className="empty:hidden">
      {error && (
        <div className="flex gap-3 rounded-3 border border-bad-line bg-bad-wash px-3.5 py-2.5">
          <OctagonAlert className="mt-0.5 text-bad" aria-hidden />
          <div className="grid max-w-[88ch] min-w-0 gap-0.5 break-words">
            <p className="font-medium text-bad">{error.message}</p>
            {error.meaning && <p>{error.meaning}</p>}
            {error.remedy && <p>{error.remedy}</p>}
          </div>
        </div>
      )}
    </div>
  );
}
