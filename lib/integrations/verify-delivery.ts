import type { Integration } from "@/db/queries/integrations";
import { type Delivery, verifyWebhook } from "@/lib/providers/signature";
import type { SignatureScheme } from "@/lib/providers/types";
import { webhookSecretBefore, webhookSecretOf } from "@/lib/sync/credentials";

/** `retires`: the new secret has worked, so that the one before it is not needed any more. */
type Verified = Delivery & { retires: boolean };

/**
 * Checks a delivery by the integration's signing secret, or by the one before it while a change of secrets is under way.
 * Throws AppError `unauthorized`.
 */
export function verifyDelivery(
  integration: Integration,
  scheme: SignatureScheme | undefined,
  headers: Headers,
  rawBody: Uint8Array,
): Verified {
  const before = webhookSecretBefore(integration);
  try {
    const delivery = verifyWebhook(scheme, webhookSecretOf(integration), headers, rawBody);
    return { ...delivery, retires: before !== null };
  } catch (error) {
    if (before === null) throw error;
    return { ...verifyWebhook(scheme, before, headers, rawBody), retires: false };
  }
}
