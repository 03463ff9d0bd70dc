import { randomBytes } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { AppError } from "@/lib/errors";
import type { Webhook } from "@/lib/providers/types";

type Scheme = Webhook<unknown>["scheme"];

/** A signing secret in the form that Standard Webhooks asks for: `whsec_` and 32 random bytes in base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/**
 * Checks a delivery on the bytes that arrived: signature in constant time, timestamp within 5 minutes either way.
 * Returns the sender's event id and the parsed body. Throws AppError `unauthorized` for everything that does not hold,
 * an undeclared scheme too. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verifyWebhook(
  scheme: Scheme | undefined,
  secret: string,
  headers: Headers,
  rawBody: Uint8Array,
): { eventId: string; body: unknown } {
  if (scheme !== "standard-webhooks") throw new AppError("unauthorized", "This provider declares no signature.");
  // Svix, which came first, has its own names for the same three headers.
  const prefix = headers.has("webhook-signature") ? "webhook" : "svix";
  const part = (name: string) => headers.get(`${prefix}-${name}`) ?? "";
  const eventId = part("id");
  try {
    // Fatal, so that text and bytes are one to one and the signature covers exactly what arrived.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(rawBody);
    const signed = {
      "webhook-id": eventId,
      "webhook-timestamp": part("timestamp"),
      "webhook-signature": part("signature"),
    };
    return { eventId, body: new StandardWebhook(secret).verify(text, signed) };
  } catch (cause) {
    throw new AppError("unauthorized", "The signature does not fit this delivery.", { cause });
  }
}
