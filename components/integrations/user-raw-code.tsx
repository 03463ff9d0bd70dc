"use client";
import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";
import { type Match, type RawLine, type Token, tokensOf } from "./user-raw-lines";

const colours: Record<Token["kind"], string | undefined> = {
  key: "text-code-key",
  string: "text-code-str",
  literal: "text-code-num",
  plain: undefined,
};
const grounds: Record<RawLine["mark"], string | undefined> = { " ": undefined, "-": "bg-bad-wash", "+": "bg-ok-wash" };
const said: Record<RawLine["mark"], string | undefined> = { " ": undefined, "-": "Row: ", "+": "Provider: " };

// It scrolls, so the keyboard has to reach it.
const scroller = (label: string) => ({ role: "region", tabIndex: 0, "aria-label": label });

type Found = Match & { isCurrent: boolean };
type UserRawCodeProps = { lines: RawLine[]; matches: Match[]; current: number; label: string };

/** JSON in colour, with what was searched for marked and the current match in sight. */
export function UserRawCode({ lines, matches, current, label }: UserRawCodeProps) {
  const box = useRef<HTMLPreElement>(null);
  const isDifference = lines.some(({ mark }) => mark !== " ");
  const at = matches[current];
  const place = at && `${at.line}:${at.start}`;
  useEffect(() => {
    if (place) box.current?.querySelector("[data-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place]);
  const numbered = lines.map((line, at) => ({ ...line, at }));
  const byLine = new Map<number, Found[]>();
  matches.forEach((match, n) => {
    byLine.set(match.line, [...(byLine.get(match.line) ?? []), { ...match, isCurrent: n === current }]);
  });
  return (
    <pre ref={box} {...scroller(label)} className="max-h-[70vh] overflow-auto bg-subtle py-3 font-mono text-12/5">
      <code className="block w-max min-w-full">
        {numbered.map(({ mark, text, at: line }) => (
          <span key={line} className={clsx("block px-4", grounds[mark])}>
            {isDifference && (
              <>
                <span className="sr-only">{said[mark]}</span>
                <span aria-hidden className="inline-block w-4 select-none text-3">
                  {mark}
                </span>
              </>
            )}
            {coloured(text, byLine.get(line) ?? [])}
          </span>
        ))}
      </code>
    </pre>
  );
}

/** Pieces of one colour, cut where a match begins or ends. */
function coloured(text: string, found: Found[]): ReactNode[] {
  return tokensOf(text).map((token) => (
    <span key={token.start} className={colours[token.kind]}>
      {found.length === 0 ? token.text : marked(token, found)}
    </span>
  ));
}

function marked({ text, start }: Token, found: Found[]): ReactNode[] {
  const pieces: ReactNode[] = [];
  let last = 0;
  for (const match of found) {
    const from = Math.max(0, match.start - start);
    const to = Math.min(text.length, match.end - start);
    if (from >= to) continue;
    pieces.push(text.slice(last, from), <Mark key={from} text={text.slice(from, to)} isCurrent={match.isCurrent} />);
    last = to;
  }
  return [...pieces, text.slice(last)];
}

const Mark = ({ text, isCurrent }: { text: string; isCurrent: boolean }) => (
  <mark
    data-current={isCurrent || undefined}
    className={clsx("rounded-1 text-inherit", isCurrent ? "bg-warn-line outline-1 outline-warn" : "bg-warn-wash")}
  >
    {text}
  </mark>
);
