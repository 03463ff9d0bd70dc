import { stateOf } from "@/components/projects/sync-state";
import { PageHead } from "@/components/ui/page-head";
import { StateText } from "@/components/ui/state-text";
import type { ProviderView } from "@/lib/integrations/views";
import type { ProjectView } from "@/lib/projects/views";
import { Intro } from "./intro";
import { ProviderCards } from "./provider-cards";

/** The Auth tab before Connect. */
export function NotConnected({ project, providers }: { project: ProjectView; providers: ProviderView[] }) {
  const { label, tone, icon } = stateOf(null);
  const canConnect = project.role !== "viewer";
  return (
    <>
      <PageHead
        title="Auth"
        aside={
          <StateText tone={tone} icon={icon}>
            {label}
          </StateText>
        }
      />
      <Intro />
      <ProviderCards projectId={project.id} providers={providers} canConnect={canConnect} />
      <p className="text-12 text-3">
        {canConnect ? (
          <>
            Connecting creates a schema in <code>{project.database}</code> with the role{" "}
            <code>{project.databaseRole}</code>. The review before it shows every statement.
          </>
        ) : (
          "An owner or an admin of this project can connect a provider."
        )}
      </p>
    </>
  );
}
