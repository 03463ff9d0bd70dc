import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";

const words = z.union([z.string(), z.array(z.string()).transform((list) => list.join(" "))]).catch("");
const Refusal = z
  .looseObject({
    scope: words,
    required_scopes: words,
    message: words,
    error_description: words,
    error: z.looseObject({ message: words }).catch({ message: "" }),
  })
  .transform(({ scope, required_scopes, ...rest }) => ({
    lists: [scope, required_scopes],
    sentences: [rest.message, rest.error_description, rest.error.message],
  }));

/** Letters in parts: two that are about users (`read:users`, `idp:ListUsers`), or three (`acme.logs.read`). Keys have digits. */
const isScope = (word: string) =>
  word.length <= 64 &&
  /^[a-z]+([._:-][a-z]+)+$/i.test(word) &&
  (/user|identit|admin|director|member/i.test(word) || /^[a-z]+\.[a-z]+\.[a-z.]+$/i.test(word));

/** In a sentence, only what follows one of these words can be a scope's name. */
const named = /\b(?:scopes?|permissions?|privileges?|roles?|perform)\b(.{0,300})/is;

/**
 * The scopes or permissions that a 401 or 403 names as missing, at most five. Nothing else of an answer is for people:
 * what does not look like a scope's name is left out. https://www.rfc-editor.org/rfc/rfc6750#section-3
 */
export function missingScopes(headers: IncomingHttpHeaders, body: unknown): string[] {
  const challenge = /\bscope="([^"]*)"/i.exec(String(headers["www-authenticate"] ?? ""))?.[1] ?? "";
  const { data } = Refusal.safeParse(body);
  const sentences = data?.sentences.map((sentence) => named.exec(sentence)?.[1] ?? "") ?? [];
  const candidates = [challenge, ...(data?.lists ?? []), ...sentences].flatMap((text) => text.split(/[\s,;'"`()[\]]+/));
  const scopes = candidates.map((word) => word.replace(/[.:]+$/, "")).filter(isScope);
  return [...new Set(scopes)].slice(0, 5);
}
