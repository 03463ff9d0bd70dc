import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/facts";
import { formatNumber } from "@/lib/format";
import type { ReviewView } from "@/lib/integrations/views";

/** What is about to be linked, and what the button sets off. */
export function ReviewAside({ review }: { review: ReviewView }) {
  return (
    <>
      <Card title="Summary">
        <div className="p-4">
          <Facts items={summary(review)} />
        </div>
      </Card>
      <Card title="What happens next">
        <ol className="grid gap-3 p-4">
          {steps.map((step, index) => (
            <li key={step} className="grid grid-cols-[20px_minmax(0,1fr)] gap-2.5">
              <span
                aria-hidden
                className="grid size-5 place-items-center rounded-full border border-line bg-subtle text-11/none font-semibold text-2"
              >
                {index + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function summary({ draft, database, role, server, users }: ReviewView) {
  const secrets = draft.provider.fields.filter(({ name, secret }) => secret && draft.hints[name]);
  return [
    { label: "Provider", value: draft.provider.name },
    { label: "Project there", value: draft.providerProject.name },
    ...secrets.map(({ name, label }) => ({ label, value: <code>{draft.hints[name]}</code> })),
    { label: "Database", value: <code>{database}</code> },
    { label: "Role", value: <code>{role}</code> },
    { label: "Server", value: server },
    { label: "Users", value: users === null ? "unknown until copied" : formatNumber(users) },
  ];
}

const steps = [
  "The table is created.",
  "The webhook is registered, so that no change is missed.",
  "Every user is copied once.",
  "Both sides are compared. From then on it runs by itself.",
];
