import { CodeBlock } from "@/components/ui/code-block";

/** How a person without a session comes in. */
export function HowToGetALink() {
  return (
    <div className="grid gap-4 text-center">
      <p className="text-2">
        You enter by a one-time link. Run this on the machine where Rollcall runs, then open the link that it prints.
      </p>
      <CodeBlock code="npm run link" label="command" copy className="rounded-2 border border-line text-left" />
      <p className="text-12 text-3">
        A link works once, for 15 minutes.
        <br />
        There is no default password.
      </p>
    </div>
  );
}
