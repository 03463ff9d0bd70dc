import { describe, it } from "vitest";
import { pgbouncerPath } from "@/scripts/lib/pgbouncer.mjs";
import { describeTarget } from "@/test/describe-target";
import { throughPgBouncer } from "@/test/pgbouncer";

const name = "PostgreSQL 18 through PgBouncer in transaction mode";
if (pgbouncerPath()) describeTarget(name, 18, { between: throughPgBouncer });
else describe(name, () => it.skip("there is no pgbouncer on the PATH", () => {}));
