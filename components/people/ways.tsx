"use client";
import { signIn } from "next-auth/react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { ProviderTile } from "@/components/ui/provider-tile";
import type { WayView } from "@/lib/accounts/views";

type WaysProps = {
  ways: WayView[];
  /** Before the issuer's name. */
  verb?: "Continue with" | "Link";
  /** What goes with the sign-in: an invitation to accept, or the wish to link. */
  carry?: { invitation: string } | { link: "true" };
  callbackUrl?: string;
  /** In a row of small buttons instead of a column. */
  small?: boolean;
};

/** One button per way to sign in; each leads to its issuer by a POST. */
export function Ways({ ways, verb = "Continue with", carry, callbackUrl = "/projects", small = false }: WaysProps) {
  const [leaving, setLeaving] = useState<string>();
  useEffect(() => {
    // Whoever comes back from the issuer by the browser's own button finds the page as they left it.
    const reset = () => setLeaving(undefined);
    window.addEventListener("pageshow", reset);
    return () => window.removeEventListener("pageshow", reset);
  }, []);
  const go = (id: string) => {
    setLeaving(id);
    signIn(id, { callbackUrl, ...carry }).catch(() => setLeaving(undefined));
  };
  return (
    <div className={small ? "flex flex-wrap gap-2" : "grid gap-2"}>
      {ways.map(({ id, name }, index) => (
        <Button
          key={id}
          variant={index === 0 && !small ? "primary" : "default"}
          className={small ? undefined : "h-10!"}
          onClick={() => go(id)}
          disabled={leaving !== undefined && leaving !== id}
          busy={leaving === id}
          busyLabel={`Going to ${name}`}
        >
          {(index > 0 || small) && <ProviderTile providerId={id} name={name} size={20} />}
          {verb} {name}
        </Button>
      ))}
    </div>
  );
}
