import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Entrance } from "@/components/people/entrance";

// A sign-in link's token is in the address: no request from here may name that address.
export const metadata: Metadata = { title: "Sign in", referrer: "no-referrer" };

export default function SignInLayout({ children }: { children: ReactNode }) {
  return <Entrance title="Sign in to Rollcall">{children}</Entrance>;
}
