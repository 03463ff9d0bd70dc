import { describe, it } from "vitest";
import { pgbouncerPath } from "@/scripts/lib/pgbouncer.mjs";
import { describeTarget } from "@/test/describe-target";
import { throughPgBouncer } from "@/test/pgbouncer";

const name = "PostgreSQL 14 through PgBouncer in transaction mode";
const more = { indexes: () => import("../indexes.test") };
if (pgbouncerPath()) describeTarget(name, 14, { between: throughPgBouncer, more });
else describe(name, () => it.skip("there is no pgbouncer on the PATH", () => {}));
