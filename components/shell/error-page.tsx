import { OctagonAlert } from "lucide-react";
import { Button } from "@/components/ui/button";

/** What stands in place of a page that could not be made; the code leads to the cause in the console's log. */
export function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const code = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <main id="main" className="grid min-h-[70dvh] place-items-center p-6">
      <title>Not shown · Rollcall</title>
      <div role="alert" className="grid justify-items-center gap-1 text-center">
        <OctagonAlert className="mb-2 size-5 text-bad" aria-hidden />
        <h1 className="text-14 font-semibold">This page could not be shown</h1>
        <p className="max-w-[52ch] text-2">
          Nothing was changed by this attempt, and syncing goes on. The log of the console has the cause
          {code && (
            <>
              {" "}
              under <code>{code}</code>
            </>
          )}
          .
        </p>
        <Button variant="primary" className="mt-3" onClick={retry}>
          Load again
        </Button>
      </div>
    </main>
  );
}
