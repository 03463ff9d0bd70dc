import { sql } from "drizzle-orm";
import { connection } from "next/server";
import { db } from "@/db/client";

/** Alive, and the console database answers. */
export async function GET() {
  await connection();
  const healthy = await db()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  return Response.json({ status: healthy ? "ok" : "no database" }, { status: healthy ? 200 : 503 });
}
