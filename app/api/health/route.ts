import { connection } from "next/server";

/** Alive: this process answers. Whether it can work is what /api/ready says. */
export async function GET() {
  await connection();
  return Response.json({ status: "ok" });
}
