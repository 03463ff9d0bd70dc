import type { ReactNode } from "react";
import { Page } from "@/components/shell/page";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHead } from "@/components/ui/page-head";

/** What the pages of a person's own account have in common. */
export function AccountFrame({ children }: { children: ReactNode }) {
  return (
    <Page width="form">
      <PageHead title="Your account" />
      <LinkTabs
        label="Account pages"
        tabs={[
          { href: "/account", label: "Sign-in" },
          { href: "/account/sessions", label: "Sessions" },
        ]}
      />
      {children}
    </Page>
  );
}
