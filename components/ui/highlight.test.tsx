import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { highlight } from "./highlight";

const shown = (code: string) => renderToStaticMarkup(highlight(code));
const text = (html: string) => html.replace(/<[^>]+>/g, "");

test("highlighting changes no character of the code", () => {
  const code = "select 'it''s', \"x\" from t -- where 1\n  // const a = `b`";
  const plain = (html: string) =>
    html
      .replace(/&#x27;/g, "'")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
  expect(plain(text(shown(code)))).toBe(code);
});

test("keywords inside strings and comments are not keywords", () => {
  expect(shown("'select'")).toBe('<span class="text-code-str">&#x27;select&#x27;</span>');
  expect(shown("-- from 12")).toBe('<span class="text-code-com">-- from 12</span>');
});

test("a word that only begins like a keyword stays plain", () => {
  expect(shown("fromage users_sync")).toBe("fromage users_sync");
});
