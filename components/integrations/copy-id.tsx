"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { announce } from "@/components/ui/live-region";

/** Copies a user's id; the tick stays for 2 s. */
export function CopyId({ id, of }: { id: string; of: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    const done = await navigator.clipboard.writeText(id).then(
      () => true,
      () => false,
    );
    setCopied(done);
    announce(done ? "Copied" : "Not copied");
  };
  return (
    <IconButton size="small" label={`Copy id of ${of}`} onClick={copy}>
      {copied ? <Check className="size-3.5 text-ok" aria-hidden /> : <Copy className="size-3.5" aria-hidden />}
    </IconButton>
  );
}
