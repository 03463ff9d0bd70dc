import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { ProviderTile } from "@/components/ui/provider-tile";
import { Stepper } from "@/components/ui/stepper";

const steps = ["Authenticate", "Select project", "Review and connect"];

type ConnectFrameProps = {
  projectId: string;
  provider: { id: string; name: string };
  /** Counts from 0. */
  step: number;
  children: ReactNode;
  /** Beside the form, under it where there is no room. */
  aside?: ReactNode;
};

/** What the three steps of Connect have in common. */
export function ConnectFrame({ projectId, provider, step, children, aside }: ConnectFrameProps) {
  return (
    <div className="mx-auto grid w-full max-w-240 gap-4 md:gap-5">
      <div className="grid gap-3">
        <Link
          href={`/projects/${projectId}/auth`}
          className="flex w-max items-center gap-1 rounded-1 text-12 text-2 hover:text-text"
        >
          <ChevronLeft className="size-3.5" aria-hidden />
          All providers
        </Link>
        <header className="flex flex-wrap items-center gap-3">
          <ProviderTile providerId={provider.id} name={provider.name} size={40} />
          <h1 className="min-w-0 flex-1 text-20 font-semibold">Connect {provider.name}</h1>
          <div className="max-md:basis-full">
            <Stepper steps={steps} current={step} />
          </div>
        </header>
      </div>
      <div className={aside ? "grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_328px]" : "grid"}>
        {children}
        {aside && <aside className="grid min-w-0 gap-4">{aside}</aside>}
      </div>
    </div>
  );
}
