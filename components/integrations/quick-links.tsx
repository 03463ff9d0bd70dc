import { ArrowUpRight, BookOpen, KeyRound, LayoutGrid, type LucideIcon, ShieldCheck, UsersRound } from "lucide-react";
import { Card } from "@/components/ui/card";
import type { QuickLinks as Links } from "@/lib/providers/types";

const items: { key: keyof Links; label: string; icon: LucideIcon }[] = [
  { key: "console", label: "Console", icon: LayoutGrid },
  { key: "users", label: "Users", icon: UsersRound },
  { key: "apiKeys", label: "API keys", icon: KeyRound },
  { key: "signInMethods", label: "Sign-in methods", icon: ShieldCheck },
  { key: "docs", label: "Documentation", icon: BookOpen },
];

/** The pages at the provider that one needs next. */
export function QuickLinks({ provider, links }: { provider: string; links: Links }) {
  return (
    <Card title={`At ${provider}`}>
      <ul className="p-1">
        {items.map(({ key, label, icon: Icon }) => (
          <li key={key}>
            <a
              href={links[key]}
              target="_blank"
              rel="noreferrer"
              className="flex h-7.5 items-center gap-2.5 rounded-1 px-2 -outline-offset-2 hover:bg-hover pointer-coarse:h-10"
            >
              <Icon className="text-3" aria-hidden />
              <span className="flex-1">{label}</span>
              <ArrowUpRight className="size-3.5 text-3" aria-hidden />
              <span className="sr-only">(opens in a new tab)</span>
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
