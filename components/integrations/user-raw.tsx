"use client";
import clsx from "clsx";
import { useState } from "react";
import { Card } from "@/components/ui/card";
import { CopyButton } from "@/components/ui/copy-button";
import type { UserView } from "@/lib/integrations/views";
import { UserRawCode } from "./user-raw-code";
import { differenceLines, findIn, type RawLine, rawLines } from "./user-raw-lines";
import { UserRawSearch } from "./user-raw-search";

const sides = ["row", "provider", "difference"] as const;
type Side = (typeof sides)[number];

const labels: Record<Side, string> = { row: "Row", provider: "Provider", difference: "Difference" };

/** raw_json as the row has it, as the provider gives it, and what differs between the two. */
export function UserRaw({ view }: { view: UserView }) {
  const [side, setSide] = useState<Side>("row");
  const [search, setSearch] = useState("");
  const [wanted, setWanted] = useState(0);
  const shown = linesOf(view, side);
  const lines = typeof shown === "string" ? [] : shown;
  const matches = findIn(lines, search);
  const current = matches.length === 0 ? -1 : ((wanted % matches.length) + matches.length) % matches.length;
  return (
    <Card
      title="raw_json"
      actions={
        <>
          <Segments side={side} onChange={setSide} />
          {lines.length > 0 && <CopyButton text={textOf(lines, side)} label={`Copy ${labels[side]}`} />}
        </>
      }
    >
      <UserRawSearch
        search={search}
        count={matches.length}
        current={current}
        onSearch={(text) => {
          setSearch(text);
          setWanted(0);
        }}
        onMove={(by) => setWanted(current + by)}
      />
      {typeof shown === "string" ? (
        <p className="bg-subtle px-4 py-6 text-center text-2">{shown}</p>
      ) : (
        <UserRawCode lines={lines} matches={matches} current={current} label={`raw_json, ${labels[side]}`} />
      )}
    </Card>
  );
}

/** The text of one side, or in words why there is none. */
function linesOf({ atProvider, inTable, provider }: UserView, side: Side): RawLine[] | string {
  const [row, theirs] = [inTable.user?.raw, atProvider.user?.raw];
  if (side !== "provider" && row === undefined)
    return inTable.error ? "The row cannot be read right now." : "There is no row.";
  if (side !== "row" && theirs === undefined) {
    return atProvider.error
      ? `${provider.name} cannot be read right now.`
      : `${provider.name} does not know this user.`;
  }
  if (side === "row") return rawLines(row ?? null);
  if (side === "provider") return rawLines(theirs ?? null);
  const difference = differenceLines(row ?? null, theirs ?? null);
  return difference.length > 0 ? difference : "Both sides are equal.";
}

const textOf = (lines: RawLine[], side: Side): string =>
  lines.map(({ mark, text }) => (side === "difference" ? `${mark} ${text}` : text)).join("\n");

const Segments = ({ side, onChange }: { side: Side; onChange: (side: Side) => void }) => (
  <fieldset className="flex h-7 items-center rounded-2 border border-line bg-subtle p-0.5">
    <legend className="sr-only">Which side</legend>
    {sides.map((each) => (
      <button
        key={each}
        type="button"
        aria-pressed={each === side}
        onClick={() => onChange(each)}
        className={clsx(
          "h-6 rounded-1 px-2 text-12 font-medium",
          each === side ? "border border-line-strong bg-surface text-text" : "text-2 hover:text-text",
        )}
      >
        {labels[each]}
      </button>
    ))}
  </fieldset>
);
