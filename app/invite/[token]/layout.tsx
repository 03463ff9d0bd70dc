import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Entrance } from "@/components/people/entrance";

// The invitation's token is in the address: no request from here may name that address.
export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function InviteLayout({ children }: { children: ReactNode }) {
  return <Entrance title="Join a project on Rollcall">{children}</Entrance>;
}
