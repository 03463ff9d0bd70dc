"use client";
import "./globals.css";
import { ErrorPage } from "@/components/shell/error-page";

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <ErrorPage error={error} retry={retry} />
      </body>
    </html>
  );
}
