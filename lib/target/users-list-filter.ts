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

/** A predicate over raw_json as SQL: true, or false for anything else that stands there. `variables` is SQL of a jsonb. */
const holds = (path: string, variables: string): string =>
  `coalesce(jsonb_path_match(raw_json, '${path.replaceAll("'", "''")}', ${variables}, true), false)`;

const variables = {
  now: `jsonb_build_object('now', ${isoTime("now()")})`,
  // What depends on the time is true as long as it may ever be: every time sorts after an empty text.
  ever: `'{"now": ""}'::jsonb`,
};

/** Both as SQL. Without an e-mail there is nothing to verify. */
const factsAt = (time: keyof typeof variables, { verified, banned }: UserFacts) => ({
  verified: verified ? `case when email is not null then ${holds(verified, variables[time])} end` : "null::boolean",
  banned: banned ? holds(banned, variables[time]) : "false",
});

/** What is shown of a row, as SQL. */
export const factColumns = (facts: UserFacts) => factsAt("now", facts);

/** The same as an index can hold it, which knows no time. */
export const indexedFacts = (facts: UserFacts) => factsAt("ever", facts);

/** Rows of which the fact is so; by the index first, and by the time where that decides. */
function told(key: keyof UserFacts, value: boolean | undefined, facts: UserFacts): string[] {
  const path = facts[key];
  if (path === undefined || value === undefined) return [];
  const indexed = `(${indexedFacts(facts)[key]}) is ${value}`;
  const now = `(${factColumns(facts)[key]}) is ${value}`;
  if (!path.includes("$now")) return [indexed];
  return value ? [indexed, now] : [now];
}

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
  return [
    shown[show],
    searched(search, values),
    since && `created_at >= now() - make_interval(hours => ${values.add(signUpHours[since])}::int)`,
    ...told("verified", verified, facts),
    ...told("banned", banned, facts),
  ]
    .filter(Boolean)
    .join(" and ");
}
