import { CircleSlash, Database, Unplug } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserView } from "@/lib/integrations/views";
import { type Verdict, verdicts, whatComes, whatWaits } from "./user-verdict-cause";

/** Whether the row is true, and if not, what brings it. */
export function verdictOf(view: UserView): Verdict {
  const { atProvider, inTable, provider } = view;
  if (atProvider.error || inTable.error) return unreadable(view);
  if (!atProvider.user && !inTable.user) return inNeither(view);
  if (!inTable.user) return missing(view, `${provider.name} knows this user, and the table has no row.`);
  const isDeleted = inTable.user.deletedAt !== null;
  if (!atProvider.user && isDeleted) return deleted(view, inTable.user.deletedAt ?? "");
  if (!atProvider.user) return missing(view, `${provider.name} does not know this user, and the row is live.`);
  if (isDeleted) return missing(view, `${provider.name} knows this user, and the row says deleted.`);
  const columns = differing(view);
  return columns.length > 0 ? missing(view, `${inWords(columns)}.`) : equal(view);
}

function unreadable({ atProvider, inTable, provider }: UserView): Verdict {
  const error = inTable.error ?? atProvider.error;
  const both = inTable.error && atProvider.error;
  return {
    tone: "warn",
    icon: inTable.error ? Database : Unplug,
    title: both
      ? "Neither side can be read right now."
      : `${inTable.error ? "The row" : provider.name} cannot be read right now.`,
    text: (
      <>
        {error?.message} {error?.remedy} {both && atProvider.error?.message} Whether they are equal is not known.
      </>
    ),
  };
}

function inNeither(view: UserView): Verdict {
  const { provider, schema, erasure, purge, changes } = view;
  const table = <code>{schema}.users_sync</code>;
  if (purge && !(erasure?.state === "erased" && erasure.at > purge.at)) {
    return {
      ...verdicts.deleted,
      title: "Purged.",
      text: (
        <>
          {purge.by} took the row out of {table} <RelativeTime iso={purge.at} />. {provider.name} does not know this
          user.
        </>
      ),
    };
  }
  if (erasure?.state === "erased") {
    return {
      ...verdicts.deleted,
      title: "Erased.",
      text: (
        <>
          {provider.name} does not know this user, and the row was erased from {table} when the hold-back was over,{" "}
          <RelativeTime iso={erasure.at} />.
        </>
      ),
    };
  }
  const waits = whatWaits(view);
  if (waits) return { ...waits, text: <>Neither side has this user. {waits.text}</> };
  return {
    tone: "idle",
    icon: CircleSlash,
    title: changes.length > 0 ? "On neither side." : "Nobody knows this id.",
    text: (
      <>
        {provider.name} does not know it and {table} has no row with it.{" "}
        {changes.length > 0
          ? "What was decided about it stands below."
          : "No change about it is kept either. Check the id."}
      </>
    ),
  };
}

function deleted(view: UserView, at: string): Verdict {
  const waits = whatWaits(view);
  return {
    ...verdicts.deleted,
    text: (
      <>
        {view.provider.name} does not know this user, and the row was marked deleted <RelativeTime iso={at} />.{" "}
        {waits?.text}
      </>
    ),
  };
}

function equal(view: UserView): Verdict {
  const { provider } = view;
  const waits = whatWaits(view);
  const says = `Every field of the row says what ${provider.name} says.`;
  if (waits?.tone === "bad") return { ...waits, text: `${says} Yet a change is left open: see below.` };
  return { ...verdicts.equal, text: waits ? <>{says} A change still waits for its read.</> : says };
}

/** Something differs: `says` what, and the rest follows from what is under way. */
function missing(view: UserView, says: string): Verdict {
  const cause = whatWaits(view) ?? whatComes(view);
  return {
    ...cause,
    text: (
      <>
        {says} {cause.text}
      </>
    ),
  };
}

/** Columns that differ; raw_json with the number of its keys that do. */
const differing = ({ fields }: UserView): string[] => {
  const names = fields.filter(({ same }) => same === false).map(({ path }) => path);
  const columns = names.flatMap((path) => (path.length === 1 ? path : []));
  const keys = names.length - columns.length;
  return keys > 0 ? [...columns, `${keys} ${keys === 1 ? "key" : "keys"} of raw_json`] : columns;
};

function inWords(columns: string[]): string {
  const last = columns.at(-1);
  const verb = columns.length === 1 && !/^\d+ keys/.test(last ?? "") ? "differs" : "differ";
  const all = columns.length > 1 ? `${columns.slice(0, -1).join(", ")} and ${last}` : last;
  return `${all} ${verb}`;
}
