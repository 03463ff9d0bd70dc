import { connection } from "next/server";
import { readiness } from "@/lib/observe/ready";

/** 200 while this process can take and work changes, else 503 and which part is missing. */
export async function GET() {
  await connection();
  const { ready, parts } = await readiness();
  return Response.json({ status: ready ? "ready" : "not ready", parts }, { status: ready ? 200 : 503 });
}
