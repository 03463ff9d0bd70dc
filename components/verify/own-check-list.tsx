import { CodeBlock } from "@/components/ui/code-block";
import type { SchemaName } from "@/lib/target/types";
import { ownChecks } from "./own-check";

/** SQL for whoever would rather look than believe. */
export const OwnCheckList = ({ schema, provider }: { schema: SchemaName; provider: string }) => (
  <details className="border-t border-line">
    <summary className="cursor-pointer px-4 py-2.5 font-medium">Check it yourself</summary>
    <ul className="grid gap-4 px-4 pb-4">
      {ownChecks(schema, provider).map(({ title, code, proves }) => (
        <li key={title} className="grid min-w-0 gap-1.5">
          <h3 className="font-medium">{title}</h3>
          <CodeBlock code={code} label={`SQL: ${title}`} copy className="rounded-2 border border-line" />
          <p className="max-w-[88ch] text-12 text-3">{proves}</p>
        </li>
      ))}
    </ul>
  </details>
);
