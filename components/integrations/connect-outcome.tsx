import { Alert } from "@/components/ui/alert";

const outcomes: Record<string, { message: string; remedy: string }> = {
  denied: { message: "The provider was not given your consent.", remedy: "Continue once more, or use a key." },
  failed: {
    message: "The provider did not accept the answer that it sent you back with.",
    remedy: "Continue once more, or use a key. The log of this console has the cause.",
  },
  other: {
    message: "You agreed for another project at the provider than the connected one.",
    remedy: "Continue once more and choose the connected project, or disconnect first.",
  },
  expired: {
    message: "This sign-in at the provider was begun elsewhere, or more than ten minutes ago.",
    remedy: "Open the project's Auth tab and begin again.",
  },
};

/** How a trip to the provider ended, where it did not end well. */
export function ConnectOutcome({ outcome }: { outcome: string | string[] | undefined }) {
  const found = typeof outcome === "string" && Object.hasOwn(outcomes, outcome) ? outcomes[outcome] : undefined;
  return found ? <Alert error={{ meaning: "Nothing was changed.", ...found }} /> : null;
}
