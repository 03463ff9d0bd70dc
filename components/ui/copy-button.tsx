"use client";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonClass } from "./button";
import { announce } from "./live-region";

/** Copies a text; says "Copied" for 2 s, in sight and to screen readers. */
export function CopyButton({ text, label = "Copy" }: { text: string; label?: string }) {
  const [said, setSaid] = useState<"Copied" | "Not copied">();
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(undefined), 2_000);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    const outcome = await navigator.clipboard.writeText(text).then(
      () => "Copied" as const,
      () => "Not copied" as const,
    );
    setSaid(outcome);
    announce(outcome);
  };
  const Icon = said === "Copied" ? Check : Copy;
  return (
    <button type="button" onClick={copy} aria-label={label} className={`${buttonClass("ghost", "small")} bg-inherit`}>
      <Icon className={said === "Copied" ? "size-3.5 text-ok" : "size-3.5"} aria-hidden />
      <span className="grid justify-items-start" aria-hidden>
        <span className={`col-start-1 row-start-1 ${said ? "invisible" : ""}`}>Copy</span>
        <span
          className={`col-start-1 row-start-1 ${said ? "" : "invisible"} ${said === "Copied" ? "text-ok" : "text-bad"}`}
        >
          {said === "Not copied" ? "Not copied" : "Copied"}
        </span>
      </span>
    </button>
  );
}
