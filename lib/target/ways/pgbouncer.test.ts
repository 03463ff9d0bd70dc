import { describe, it } from "vitest";
import { pgbouncerPath } from "@/scripts/lib/pgbouncer.mjs";
import { describeTarget } from "@/test/describe-target";
import { throughPgBouncer } from "@/test/pgbouncer";

// The older server goes through it in every run of the tests; ALL_WAYS=1 takes this one too.
const name = "PostgreSQL 18 through PgBouncer in transaction mode";
if (process.env.ALL_WAYS && pgbouncerPath()) describeTarget(name, 18, { between: throughPgBouncer });
else describe(name, () => it.skip("asked for by ALL_WAYS=1, where there is a pgbouncer", () => {}));
