import { ProviderTile } from "@/components/ui/provider-tile";

type ConnectedToProps = { provider: { id: string; name: string }; project: string };

/** The provider and its project, beside the title. */
export function ConnectedTo({ provider, project }: ConnectedToProps) {
  return (
    <span className="flex min-w-0 items-center gap-2 text-2">
      <ProviderTile providerId={provider.id} name={provider.name} size={20} />
      <span className="shrink-0">{provider.name}</span>
      <span className="text-3" aria-hidden>
        ·
      </span>
      <span className="truncate">{project}</span>
    </span>
  );
}
