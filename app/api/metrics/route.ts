import { connection } from "next/server";
import { env } from "@/lib/env";
import { answerScrape } from "@/lib/observe/answer-scrape";

/** Prometheus' text format, for whoever sends METRICS_TOKEN as a bearer token. */
export async function GET(request: Request) {
  await connection();
  return answerScrape(request.headers, env.METRICS_TOKEN);
}
