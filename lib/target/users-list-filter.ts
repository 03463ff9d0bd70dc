import { isoTime } from "./time";
import { signUpHours, type UserFacts, type UsersFilter } from "./types";

/** Below this many characters a part would match nearly everybody, and no trigram tells them apart. */
const minSubstring = 3;

const shown = { live: "deleted_at is null", deleted: "deleted_at is not null", all: "true" };

/** Placeholders of one statement, in the order in which they are asked for. */
export class Values {
  readonly all: unknown[] = [];
  add(value: unknown): string {
    return `$${this.all.push(value)}`;
  }
}

/** A predicate over raw_json as SQL: true, or false for anything else that stands there. */
const holds = (path: string): string => {
  const variables = path.includes("$now") ? `jsonb_build_object('now', ${isoTime("now()")})` : "'{}'";
  return `coalesce(jsonb_path_match(raw_json, '${path.replaceAll("'", "''")}', ${variables}, true), false)`;
};

/** Both as SQL. Without an e-mail there is nothing to verify. */
export const factColumns = ({ verified, banned }: UserFacts) => ({
  verified: verified ? `case when email is not null then ${holds(verified)} end` : "null::boolean",
  banned: banned ? holds(banned) : "false",
});

function searched(search: string, values: Values): string {
  const text = search.replaceAll("\0", "").trim();
  if (text === "") return "true";
  const literal = text.replace(/[\\%_]/g, "\\$&");
  const pattern = values.add([...text].length < minSubstring ? `${literal}%` : `%${literal}%`);
  return `(name ilike ${pattern} or email ilike ${pattern} or id ilike ${pattern})`;
}

/**
 * What a row must be to be listed, as SQL. Search takes a part of name, e-mail or id; below three characters their
 * beginning. What the provider does not say of its users narrows nothing.
 */
export function matching({ search, show, verified, banned, since }: UsersFilter, facts: UserFacts, values: Values) {
  const columns = factColumns(facts);
  return [
    shown[show],
    searched(search, values),
    since && `created_at >= now() - make_interval(hours => ${values.add(signUpHours[since])}::int)`,
    facts.verified && verified !== undefined && `(${columns.verified}) is ${verified}`,
    facts.banned && banned !== undefined && `(${columns.banned}) is ${banned}`,
  ]
    .filter(Boolean)
    .join(" and ");
}
