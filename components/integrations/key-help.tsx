import { ArrowUpRight } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { ProviderView } from "@/lib/integrations/views";

/** Where the provider keeps what step 1 asks for, and what becomes of it. */
export function KeyHelp({ provider }: { provider: ProviderView }) {
  return (
    <Card title="Where to find this">
      <div className="grid gap-3 p-4">
        <p>{provider.keyHelp.text}</p>
        <p>
          <a className="link underline" href={provider.keyHelp.url} target="_blank" rel="noreferrer">
            Show me where
          </a>
          {" · "}
          <a className="link underline" href={provider.docsUrl} target="_blank" rel="noreferrer">
            Documentation
          </a>
        </p>
        <p className="text-12 text-3">
          Secrets are sealed with your server's key before they are stored. They never come back to a browser or a log.
        </p>
      </div>
    </Card>
  );
}

/** On the Demo project: the demo app's own page shows everything that step 1 asks for. */
export function DemoHelp({ url }: { url: string }) {
  return (
    <Card title="This is the demo">
      <div className="grid gap-3 p-4">
        <p>The demo app runs beside this console and shows the values for this form on a page of its own.</p>
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass()}>
          <ArrowUpRight aria-hidden />
          Open the demo app's connect page
        </a>
      </div>
    </Card>
  );
}
