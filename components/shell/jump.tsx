"use client";
import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { buttonClass } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { ProjectListItem } from "@/lib/projects/views";
import { useKeys } from "./use-keys";

// Both come with the first use.
const Palette = dynamic(() => import("./palette").then(({ Palette: component }) => component), { ssr: false });
const KeysDialog = dynamic(() => import("./keys-dialog").then(({ KeysDialog: component }) => component), {
  ssr: false,
});

export type JumpProject = Pick<ProjectListItem, "id" | "name" | "state" | "role">;

const asked = "rollcall:keys";
/** Shows the list of keys, from wherever one is. */
export const showKeys = () => window.dispatchEvent(new Event(asked));

/** The way to everything: a button, and the keys of the console. */
export function Jump({ projects }: { projects: JumpProject[] }) {
  const [open, setOpen] = useState<"palette" | "keys" | null>(null);
  useKeys(setOpen);
  useEffect(() => {
    const onAsked = () => setOpen("keys");
    window.addEventListener(asked, onAsked);
    return () => window.removeEventListener(asked, onAsked);
  }, []);
  const close = () => setOpen(null);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen("palette")}
        aria-label="Search or jump to"
        aria-keyshortcuts="Meta+K Control+K"
        className={`${buttonClass()} max-md:w-control max-md:border-transparent max-md:bg-transparent max-md:px-0 md:w-56 md:justify-start md:pr-1.5 md:pl-2.5 md:font-normal md:text-3!`}
      >
        <Search aria-hidden />
        <span className="flex-1 text-left max-md:hidden">Search or jump to</span>
        <span className="max-md:hidden">
          <Kbd>⌘K</Kbd>
        </span>
      </button>
      {open === "palette" && <Palette projects={projects} onClose={close} onKeys={() => setOpen("keys")} />}
      {open === "keys" && <KeysDialog onClose={close} />}
    </>
  );
}
