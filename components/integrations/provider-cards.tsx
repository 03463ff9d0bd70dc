"use client";
import { SearchX } from "lucide-react";
import Link from "next/link";
import { useId, useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ProviderTile } from "@/components/ui/provider-tile";
import { SearchInput } from "@/components/ui/search-input";
import type { ProviderView } from "@/lib/integrations/views";

type ProviderCardsProps = { projectId: string; providers: ProviderView[]; canConnect: boolean };

const manyFrom = 7;

/** The providers to choose from; with many of them, a field to find one. */
export function ProviderCards({ projectId, providers, canConnect }: ProviderCardsProps) {
  const title = useId();
  const [wanted, setWanted] = useState("");
  const shown = providers.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <section aria-labelledby={title} className="grid gap-3">
      <div className="flex min-h-control flex-wrap items-center gap-2">
        <h2 id={title} className="flex-1 text-14 font-semibold">
          {canConnect ? "Choose a provider" : "Providers"}
        </h2>
        {providers.length >= manyFrom && <SearchInput label="Find a provider" value={wanted} onChange={setWanted} />}
      </div>
      {shown.length === 0 && (
        <EmptyState
          icon={SearchX}
          title={`No provider matches "${wanted}"`}
          actions={<Button onClick={() => setWanted("")}>Show all providers</Button>}
        />
      )}
      <ul className="grid gap-2 md:grid-cols-2 md:gap-3 lg:grid-cols-3">
        {shown.map((provider) => (
          <li key={provider.id}>
            <ProviderCard projectId={projectId} provider={provider} canConnect={canConnect} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ProviderCardProps = { projectId: string; provider: ProviderView; canConnect: boolean };

function ProviderCard({ projectId, provider: { id, name, tagline }, canConnect }: ProviderCardProps) {
  return (
    <article className="flex h-full items-center gap-3 rounded-3 border border-line bg-surface p-3.5 pr-3 hover:border-line-strong">
      <ProviderTile providerId={id} name={name} size={40} />
      <div className="min-w-0 flex-1">
        <h3 className="truncate font-medium">{name}</h3>
        <p className="text-12 text-3">{tagline}</p>
      </div>
      {canConnect && (
        <Link
          href={`/projects/${projectId}/auth/connect/${id}`}
          aria-label={`Connect ${name}`}
          className={buttonClass("default", "small")}
        >
          Connect
        </Link>
      )}
    </article>
  );
}
