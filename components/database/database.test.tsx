import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { DatabaseView, TableView } from "@/lib/projects/views";
import { RightsCard } from "./rights-card";
import { ServerCard } from "./server-card";
import { ForeignKeysCard, IndexesCard, TableCard } from "./table-card";

const words = (node: Parameters<typeof renderToStaticMarkup>[0]) =>
  renderToStaticMarkup(node)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");

const server: DatabaseView["server"] = {
  version: "16.4",
  role: "sync",
  port: 5432,
  tls: "require",
  pooled: false,
  neon: false,
  roundTripMillis: 12.4,
};
const table = (change: Partial<TableView>, rows: NonNullable<TableView["contents"]>["rows"] = null): TableView => ({
  schema: "neon_auth",
  shape: "plain",
  problem: null,
  contents: { rows, size: { total: 1_200_000, indexes: 80_000 }, indexes: [], foreignKeys: [] },
  ...change,
});

it("says of the server what was measured, and whose TLS is checked", () => {
  const said = words(<ServerCard server={server} />);
  expect(said).toContain("PostgreSQL 16.4");
  expect(said).toContain("12 ms");
  expect(said).toContain("On, without checking the certificate");
  expect(words(<ServerCard server={{ ...server, neon: true, pooled: true }} />)).toMatch(
    /certificate is checked .*Neon, over WebSocket\. Pooled/,
  );
});

it("a number is never more certain than it is", () => {
  const live = (rows: NonNullable<TableView["contents"]>["rows"]) => words(<TableCard table={table({}, rows)} />);
  expect(live({ live: 12408, deleted: 3, exact: true })).toContain("12,408, counted just now");
  expect(live({ live: 2_000_000, deleted: 5, exact: false })).toContain("about 2,000,000, as the server estimates");
  expect(live({ live: null, deleted: null, exact: false })).toContain("unknown: the table is large");
  expect(live(null)).toMatch(/Live rows unknown Deleted rows unknown/);
});

it("a table that is gone, or cannot be written, says so and why", () => {
  expect(words(<TableCard table={table({ shape: "absent", contents: null })} />)).toContain("Missing Somebody dropped");
  const problem = "Row-level security on neon_auth.users_sync applies to this role.";
  expect(words(<TableCard table={table({ problem })} />)).toContain(`Cannot be written ${problem}`);
  expect(words(<TableCard table={table({ shape: "generated" })} />)).toContain("derived from raw_json");
});

it("names the foreign keys with what a deletion does to them, and an index that is not used", () => {
  const key = { table: "public.notes", constraint: "notes_user", columns: ["user_id"], onDelete: "SET NULL" };
  expect(words(<ForeignKeysCard foreignKeys={[key]} />)).toMatch(/public\.notes \( ?user_id ?\) .*ON DELETE SET NULL/);
  expect(words(<ForeignKeysCard foreignKeys={[]} />)).toContain("No table of yours points at users_sync.");
  const broken = { name: "i", definition: "CREATE INDEX i ON t USING btree (a)", bytes: 8192, valid: false };
  expect(words(<IndexesCard indexes={[broken]} />)).toMatch(/8\.2 kB .*not used/);
});

it("offers the statements that give what is missing, each once", () => {
  const grant = "GRANT CREATE ON DATABASE d TO sync";
  const lacking = { kind: "schema", rights: ["USAGE"], there: false, lacking: ["USAGE"], grant } as const;
  const rights: DatabaseView["rights"] = [
    { ...lacking, rights: ["USAGE"], lacking: ["USAGE"], name: "neon_auth" },
    { ...lacking, rights: ["USAGE"], lacking: ["USAGE"], name: "rollcall" },
    { ...lacking, kind: "table", name: "t", rights: ["SELECT"], there: true, lacking: [], grant: null },
  ];
  const said = words(<RightsCard rights={rights} />);
  expect(said).toContain("1 statement gives the role what it lacks");
  expect(said).toMatch(/May not be made .*Allowed/);
  expect(words(<RightsCard rights={rights.slice(2)} />)).not.toContain("statement");
});
