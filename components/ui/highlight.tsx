import type { ReactNode } from "react";

const keywords =
  "add|alter|and|as|asc|async|await|begin|by|cascade|column|commit|const|constraint|create|default|delete|desc|drop|else|exists|export|false|foreign|from|function|grant|group|if|import|index|inner|insert|into|is|join|jsonb|key|left|let|limit|model|new|not|null|on|or|order|primary|references|return|schema|select|set|table|text|timestamptz|true|type|unique|update|values|where|with";
const tokens = new RegExp(
  `(?<com>--[^\\n]*|//[^\\n]*|#[^\\n]*)|(?<str>'[^'\\n]*'|"[^"\\n]*"|\`[^\`]*\`)|(?<num>\\b\\d+\\b)|(?<key>\\b(?:${keywords})\\b)`,
  "gi",
);
const colours = { com: "text-code-com", str: "text-code-str", num: "text-code-num", key: "text-code-key" } as const;
const kinds = Object.keys(colours) as (keyof typeof colours)[];

/** Colours comments, strings, numbers and keywords of short SQL, TypeScript and shell snippets. */
export function highlight(code: string): ReactNode[] {
  const parts: ReactNode[] = [];
  let last = 0;
  for (const match of code.matchAll(tokens)) {
    const kind = kinds.find((name) => match.groups?.[name] !== undefined);
    if (!kind) continue;
    parts.push(
      code.slice(last, match.index),
      <span key={match.index} className={colours[kind]}>
        {match[0]}
      </span>,
    );
    last = match.index + match[0].length;
  }
  return [...parts, code.slice(last)];
}
