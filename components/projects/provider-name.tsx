import { ProviderTile } from "@/components/ui/provider-tile";

/** A provider's tile and name inside a row; "None" in grey without one. */
export function ProviderName({ name }: { name: string | null }) {
  if (name === null) return <span className="text-3">None</span>;
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ProviderTile providerId={name.toLowerCase().replace(/\W+/g, "-")} name={name} size={20} />
      <span className="truncate">{name}</span>
    </span>
  );
}
