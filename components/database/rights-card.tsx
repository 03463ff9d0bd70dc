import { CircleCheck, OctagonAlert } from "lucide-react";
import { Card } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import { StateText } from "@/components/ui/state-text";
import { formatCount } from "@/lib/format";
import type { DatabaseView } from "@/lib/projects/views";

type Rights = DatabaseView["rights"];

/** What Rollcall's role may do with each thing it works with, and what is missing. */
export function RightsCard({ rights }: { rights: Rights }) {
  const grants = [...new Set(rights.flatMap(({ grant }) => grant ?? []))];
  return (
    <Card title="Privileges">
      <ul>
        {rights.map((right) => (
          <Row key={right.name} right={right} />
        ))}
      </ul>
      {grants.length > 0 && (
        <div className="grid gap-3 border-t border-line p-4">
          <p className="text-2">
            {formatCount(grants.length, "statement gives", "statements give")} the role what it lacks. Run{" "}
            {grants.length === 1 ? "it" : "them"} as the owner of these objects.
          </p>
          <CodeBlock
            code={grants.map((grant) => `${grant};`).join("\n")}
            label="the statements"
            copy
            className="rounded-3 border border-line"
          />
        </div>
      )}
    </Card>
  );
}

function Row({ right: { kind, name, rights, there, lacking } }: { right: Rights[number] }) {
  const needed = there ? rights.join(", ") : "to be made";
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-1 border-t border-line px-4 py-2.5 first:border-t-0">
      <span className="min-w-0 flex-1 basis-60">
        <code>{name}</code> <span className="text-3">{kind}</span>
      </span>
      <span className="min-w-0 flex-1 basis-60 text-12 text-2">{needed}</span>
      {lacking.length === 0 ? (
        <StateText tone="ok" icon={CircleCheck}>
          Allowed
        </StateText>
      ) : (
        <StateText tone="bad" icon={OctagonAlert}>
          {there ? `Lacks ${lacking.join(", ")}` : "May not be made"}
        </StateText>
      )}
    </li>
  );
}
