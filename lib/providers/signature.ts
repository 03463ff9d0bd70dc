import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { Webhook as StandardWebhook } from "standardwebhooks";
import { AppError } from "@/lib/errors";
import type { SignatureScheme } from "@/lib/providers/types";

/** A signing secret in the form that Standard Webhooks asks for: `whsec_` and 32 random bytes in base64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;

/** What a delivery says: its id, by which a second one of the same kind is known, and its parsed body. */
export type Delivery = { eventId: string; body: unknown };

type Check<S> = (scheme: S, secret: string, headers: Headers, text: string) => Delivery;
type Of<K> = Extract<SignatureScheme, { kind: K }>;

/**
 * Checks a delivery on the bytes that arrived, in constant time. Throws AppError `unauthorized` for everything that does
 * not hold, an undeclared scheme and an empty secret too.
 */
export function verifyWebhook(
  scheme: SignatureScheme | undefined,
  secret: string,
  headers: Headers,
  rawBody: Uint8Array,
): Delivery {
  if (!scheme) throw new AppError("unauthorized", "This provider declares no signature.");
  if (!secret) throw new AppError("unauthorized", "No signing secret is known for this endpoint yet.");
  try {
    // Fatal, so that text and bytes are one to one and the signature covers exactly what arrived.
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(rawBody);
    if (scheme.kind === "standard-webhooks") return standardWebhooks(scheme, secret, headers, text);
    if (scheme.kind === "timestamped-hmac") return timestampedHmac(scheme, secret, headers, text);
    return sharedSecret(scheme, secret, headers, text);
  } catch (cause) {
    throw new AppError("unauthorized", "The signature does not fit this delivery.", { cause });
  }
}

/**
 * Timestamp within 5 minutes either way. Svix, which came first, has its own names for the same three headers.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
const standardWebhooks: Check<Of<"standard-webhooks">> = (_scheme, secret, headers, text) => {
  const prefix = headers.has("webhook-signature") ? "webhook" : "svix";
  const part = (name: string) => headers.get(`${prefix}-${name}`) ?? "";
  const signed = {
    "webhook-id": part("id"),
    "webhook-timestamp": part("timestamp"),
    "webhook-signature": part("signature"),
  };
  return { eventId: part("id"), body: new StandardWebhook(secret).verify(text, signed) };
};

const timestampedHmac: Check<Of<"timestamped-hmac">> = ({ header, toleranceSeconds }, secret, headers, text) => {
  const parts = Object.fromEntries((headers.get(header) ?? "").split(",").map((part) => part.trim().split("=", 2)));
  const { t = "", v1 = "" } = parts;
  const at = Number(t) < 1e12 ? Number(t) * 1000 : Number(t);
  if (!(Math.abs(Date.now() - at) <= toleranceSeconds * 1000)) throw new Error("too old or too new");
  mustEqual(createHmac("sha256", secret).update(`${t}.${text}`).digest("hex"), v1);
  return { eventId: digest(text), body: JSON.parse(text) };
};

const sharedSecret: Check<Of<"shared-secret">> = ({ header, prefix }, secret, headers, text) => {
  mustEqual(prefix + secret, headers.get(header) ?? "");
  return { eventId: digest(text), body: JSON.parse(text) };
};

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** Digests have one length, so that nothing is told by how long it takes. */
function mustEqual(wanted: string, given: string): void {
  const [a, b] = [wanted, given].map((text) => createHash("sha256").update(text).digest());
  if (!a || !b || !timingSafeEqual(a, b)) throw new Error("not equal");
}
