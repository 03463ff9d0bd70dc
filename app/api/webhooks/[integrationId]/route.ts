import { after } from "next/server";
import { AppError } from "@/lib/errors";
import { answerChallenge } from "@/lib/integrations/answer-challenge";
import { receiveWebhook } from "@/lib/integrations/receive-webhook";
import { route } from "@/lib/route";

/** Far above any provider's user event, far below what would hurt. */
const maxBytes = 1_000_000;

type Context = { params: Promise<{ integrationId: string }> };

/** Some providers ask the endpoint who it is before they send anything. */
export const GET = route(async (request: Request, { params }: Context) => {
  const { integrationId } = await params;
  return Response.json(await answerChallenge(integrationId, request.headers));
});

/** 2xx only once the event is durable. */
export const POST = route(async (request: Request, { params }: Context) => {
  const { integrationId } = await params;
  after(await receiveWebhook(integrationId, request.headers, await readLimited(request)));
  return new Response(null, { status: 204 });
});

async function readLimited(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AppError("too_large", "A webhook body has at most 1 MB.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
