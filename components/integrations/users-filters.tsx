import { FilterSelect } from "@/components/ui/filter-select";
import type { IntegrationStatus } from "@/lib/integrations/views";
import type { UsersFilter } from "@/lib/target/types";
import type { Change } from "./users-query";

const shows = { all: "Live and deleted", live: "Live", deleted: "Deleted" };
const verified = { any: "Any", yes: "Verified", no: "Unverified" };
const banned = { any: "Any", yes: "Banned", no: "Not banned" };
const since = { any: "Any time", "24h": "Last 24 h", "7d": "Last 7 d", "30d": "Last 30 d" };

const word = (value: boolean | undefined) => (value === undefined ? "any" : value ? "yes" : "no");
const address = (value: string) => (value === "any" || value === "all" ? "" : value);

type UsersFiltersProps = {
  filter: UsersFilter;
  /** What the provider says of its users: nobody is told apart by anything else. */
  knows: IntegrationStatus["knows"];
  onChange: (change: Change) => void;
};

/** What narrows the list, each with its value. */
export function UsersFilters({ filter, knows, onChange }: UsersFiltersProps) {
  return (
    <>
      <FilterSelect
        label="Show"
        value={filter.show}
        options={shows}
        onChange={(show) => onChange({ show: address(show) })}
      />
      {knows.verified && (
        <FilterSelect
          label="Email"
          value={word(filter.verified)}
          options={verified}
          onChange={(value) => onChange({ verified: address(value) })}
        />
      )}
      {knows.banned && (
        <FilterSelect
          label="Banned"
          value={word(filter.banned)}
          options={banned}
          onChange={(value) => onChange({ banned: address(value) })}
        />
      )}
      <FilterSelect
        label="Signed up"
        value={filter.since ?? "any"}
        options={since}
        onChange={(value) => onChange({ since: address(value) })}
      />
    </>
  );
}
