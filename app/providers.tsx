"use client";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { LiveRegion } from "@/components/ui/live-region";
import { ToastsPlace } from "@/components/ui/toasts-place";

// React warns of a script that it renders in the browser; there it needs no run, the server's copy has set the theme.
const scriptProps = { type: typeof window === "undefined" ? "text/javascript" : "text/plain" };

/** What every page shares in the browser: the theme, the query cache, toasts and the one live region. */
export function Providers({ children }: { children: ReactNode }) {
  const [queries] = useState(() => new QueryClient());
  return (
    <ThemeProvider attribute="data-theme" enableColorScheme={false} disableTransitionOnChange scriptProps={scriptProps}>
      <QueryClientProvider client={queries}>
        {children}
        <ToastsPlace />
        <LiveRegion />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
