import type { ReactNode } from "react";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHead } from "@/components/ui/page-head";
import type { IntegrationStatus } from "@/lib/integrations/views";
import { ConnectedTo } from "./connected-to";

type AuthFrameProps = {
  projectId: string;
  status: Pick<IntegrationStatus, "provider" | "providerProject" | "held" | "parked">;
  actions?: ReactNode;
  children: ReactNode;
};

/** What the pages of a connected project's Auth tab have in common. */
export function AuthFrame({ projectId, status, actions, children }: AuthFrameProps) {
  const auth = `/projects/${projectId}/auth`;
  return (
    <>
      <PageHead
        title="Auth"
        aside={<ConnectedTo provider={status.provider} project={status.providerProject.name} />}
        actions={actions}
      />
      <LinkTabs
        label="Auth pages"
        tabs={[
          { href: auth, label: "Users" },
          { href: `${auth}/status`, label: "Status" },
          { href: `${auth}/activity`, label: "Activity", count: status.held + status.parked },
          { href: `${auth}/settings`, label: "Settings" },
        ]}
      />
      {children}
    </>
  );
}
