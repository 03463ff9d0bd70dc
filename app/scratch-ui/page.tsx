"use client";
import { CircleCheck, Copy, Ellipsis, OctagonAlert, RefreshCw, TriangleAlert, UsersRound, ArrowDownToLine, Plus } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Page } from "@/components/shell/page";
import { StateBadge } from "@/components/projects/state-badge";
import { Alert } from "@/components/ui/alert"; import { Avatar } from "@/components/ui/avatar"; import { Badge } from "@/components/ui/badge"; import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button"; import { Card } from "@/components/ui/card"; import { CodeTabs } from "@/components/ui/code-tabs"; import { CodeBlock } from "@/components/ui/code-block";
import { Dialog, DialogClose } from "@/components/ui/dialog"; import { EmptyState } from "@/components/ui/empty-state"; import { Field } from "@/components/ui/field"; import { IconButton } from "@/components/ui/icon-button";
import { KeyNumbers } from "@/components/ui/key-numbers"; import { Menu, MenuItem, MenuSeparator, MenuLabel } from "@/components/ui/menu"; import { Option, OptionList } from "@/components/ui/option-list"; import { PageHead } from "@/components/ui/page-head";
import { Pager } from "@/components/ui/pager"; import { Progress } from "@/components/ui/progress"; import { ProviderTile } from "@/components/ui/provider-tile"; import { RelativeTime, ClockTime, RenderedAtProvider } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input"; import { SecretField } from "@/components/ui/secret-field"; import { Skeleton } from "@/components/ui/skeleton"; import { StateText } from "@/components/ui/state-text"; import { Stepper } from "@/components/ui/stepper"; import { Tabs } from "@/components/ui/tabs"; import { Tag } from "@/components/ui/tag";
import { CopyButton } from "@/components/ui/copy-button";

export default function Scratch() {
  const [q, setQ] = useState("");
  return (
    <RenderedAtProvider now={Date.parse("2026-11-21T12:00:00Z")}>
    <Page>
      <PageHead title="Components" aside={<span className="flex items-center gap-2 text-2"><ProviderTile providerId="stack-auth" name="Stack Auth" size={20} />Stack Auth · Acme</span>} actions={<><Button><RefreshCw aria-hidden />Resync now</Button><IconButton label="More" variant="default"><Ellipsis aria-hidden /></IconButton></>} />
      <Tabs label="Auth" items={[{ href: "/scratch-ui", label: "Users" }, { href: "/scratch-ui/s", label: "Status" }, { href: "/scratch-ui/a", label: "Activity", count: 214, countTone: "bad" }, { href: "/x", label: "Settings" }]} />
      <section className="overflow-clip rounded-3 border border-line bg-surface"><Band bare tone="plain" titleTone="ok" icon={CircleCheck} title="In parity" actions={<Button>Verify now</Button>}><p className="text-2">All 12,408 users at Stack Auth equal their rows, field by field.</p></Band>
      <KeyNumbers bare items={[{ label: "Users at Stack Auth", value: "12,408", note: "counted 4 min ago" }, { label: "Live rows", value: "12,408", note: "difference 0", noteTone: "ok" }, { label: "Freshness", value: 0, unit: "waiting", note: "last change 2 min ago" }, { label: "p95", value: "1.3", unit: "s", note: "target 2 s" }, { label: "Last verified", value: "14:29", note: "0 missing, 0 changed" }]} /></section>
      <Band tone="bad" icon={OctagonAlert} title="Action required" actions={<><Button variant="primary">Replace key</Button><Button>Verify now</Button></>}><p><b className="font-medium">Stack Auth refuses the key.</b> It answered 401.</p><p>Your table is intact.</p></Band>
      <Band tone="warn" icon={TriangleAlert} title="Degraded"><p>Heals by itself.</p></Band>
      <Band tone="accent" icon={ArrowDownToLine} title="Backfilling"><Progress value={63} max={100} label="Backfill" /></Band>
      <div className="grid gap-5 md:grid-cols-2">
      <Card title="Buttons"><div className="flex flex-wrap gap-2 p-4"><Button variant="primary"><Plus aria-hidden />Connect</Button><Button variant="primary" busy busyLabel="Connecting">Connect</Button><Button>Verify now</Button><Button disabled>Off</Button><Button variant="danger">Drop table</Button><Button variant="ghost">Cancel</Button><Button size="small"><RefreshCw aria-hidden />Resync</Button><IconButton label="Copy"><Copy aria-hidden /></IconButton><CopyButton text="x" />
        <Menu trigger={<Button>Menu</Button>}><MenuLabel>Things</MenuLabel><MenuItem icon={<RefreshCw aria-hidden />} onSelect={() => toast.success("Reconcile started. 12,408 users, about 4 min.", { action: { label: "Undo", onClick() {} } })}>Toast</MenuItem><MenuItem href="https://example.com">External</MenuItem><MenuSeparator /><MenuItem danger>Delete</MenuItem></Menu>
        <Dialog trigger={<Button>Dialog</Button>} title="Approve 214 deletions?" description="Marks 214 rows as deleted." footer={<><DialogClose><Button>Cancel</Button></DialogClose><Button variant="primary">Approve 214 deletions</Button></>}><p>Body</p></Dialog></div></Card>
      <Card title="States"><div className="flex flex-wrap items-center gap-2 p-4"><StateBadge state="in-parity" /><StateBadge state="catching-up" /><StateBadge state="backfilling" /><StateBadge state="degraded" /><StateBadge state="action-required" /><StateBadge state={null} /><StateText tone="ok" icon={CircleCheck}>In parity</StateText><StateText tone="bad" icon={OctagonAlert}>Bad</StateText><Tag>user.updated</Tag><Badge>Unverified</Badge><Avatar name="Dana Ivers" /><Avatar name={null} /><Avatar name="Chidi Okafor" deleted /><Avatar name="Jo" size={40} />{["better-auth","clerk","auth0","okta","keycloak","supabase","firebase","workos"].map((p)=><ProviderTile key={p} providerId={p} name={p==="workos"?"WorkOS":p} size={40} />)}<ProviderTile providerId="x" name="Stack Auth" /></div></Card>
      <Card title="Inputs"><div className="grid gap-4 p-4"><Field label="Name" name="a" defaultValue="storefront" /><Field label="Empty" name="b" placeholder="postgres://…" help="Tested before it is saved." /><Field label="With an error" name="c" defaultValue="postgres://" error="There is no database named store." /><Field label="Off" name="d" disabled defaultValue="users_sync" /><SecretField label="Secret key" name="e" defaultValue="ssk_abc" /><SearchInput label="Search users" value={q} onChange={setQ} shortcut /></div></Card>
      <Card title="Choice"><div className="grid gap-4 p-4"><OptionList legend="Schema"><Option name="o" value="1" title="neon_auth" hint="The default." defaultChecked /><Option name="o" value="2" title="seren_auth" hint="For Seren." /><Option name="o" value="3" title="neon_identity" disabled="A table of this name belongs to someone else." /></OptionList><Stepper steps={["Authenticate", "Select project", "Review"]} current={1} /><Alert error={{ message: "The database refused the password.", meaning: "Nothing was saved.", remedy: "Check the password." }} /><p><RelativeTime iso="2026-11-21T11:42:00Z" /> · <RelativeTime iso="2026-11-10T23:42:00Z" /> · <ClockTime iso="2026-11-21T14:32:10Z" seconds /></p><div className="flex gap-2"><Skeleton className="h-6 w-6 rounded-full" /><Skeleton className="w-40" /></div></div></Card>
      <CodeTabs title="Use it" tabs={[{ id: "j", label: "Join", code: "SELECT o.id, o.total, u.name, u.email\nFROM orders o\nLEFT JOIN neon_auth.users_sync u\n  ON u.id = o.user_id -- text\n  AND u.deleted_at IS NULL AND u.name = 'x' LIMIT 50;" }, { id: "d", label: "Drizzle", code: 'import { usersSync } from "drizzle-orm/neon";' }]} />
      <Card label="Users"><EmptyState icon={UsersRound} title="No one matches “jordn”" actions={<Button>Clear search</Button>}>12,408 users were searched by name, email and id.</EmptyState><CodeBlock code="npm run link" label="command" copy /><Pager previous={null} next="/scratch-ui?x=2">1–50 of 12,445</Pager></Card>
      </div>
    </Page>
    </RenderedAtProvider>
  );
}
