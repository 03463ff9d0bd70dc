import { createPrivateKey, type KeyObject, randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { z } from "zod";
import { requestJson } from "@/lib/http";
import type { Token } from "@/lib/providers/token";

type ServiceApp = { clientId: string; privateKey: string };

type SigningKey = { key: KeyObject; alg: string; kid?: string };

const Jwk = z.looseObject({ kty: z.string(), kid: z.string().optional(), alg: z.string().optional() });
const Grant = z.object({ access_token: z.string().min(1), expires_in: z.number() });
const curves: Record<string, string> = { prime256v1: "ES256", secp384r1: "ES384", secp521r1: "ES512" };

/** A private key in JWK or PEM form. Throws where it is neither, or of a kind that Okta does not take. */
export function readKey(text: string): SigningKey {
  const { kid, ...jwk } = text.trim().startsWith("{")
    ? Jwk.parse(JSON.parse(text))
    : { kid: undefined, alg: undefined };
  const key = "kty" in jwk ? createPrivateKey({ key: jwk, format: "jwk" }) : createPrivateKey(text);
  const { asymmetricKeyType, asymmetricKeyDetails } = key;
  const alg = jwk.alg ?? (asymmetricKeyType === "rsa" ? "RS256" : curves[asymmetricKeyDetails?.namedCurve ?? ""]);
  if (!alg) throw new Error("neither RSA nor a curve of NIST's");
  return { key, alg, kid };
}

/**
 * A token for these scopes, by an assertion that the app's key signs.
 * https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/
 */
export async function obtainToken(base: string, app: ServiceApp, scope: string): Promise<Token> {
  const url = `${base}/oauth2/v1/token`;
  const { data } = await requestJson({
    name: "Okta",
    url,
    method: "POST",
    form: {
      grant_type: "client_credentials",
      scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await assertionOf(app, url),
    },
    schema: Grant,
    verdict: (status) => (status === 400 ? "refused" : undefined),
    refusedRemedy: `Check the client ID and the private key, grant the app ${scope.replaceAll(" ", " and ")}, and leave its DPoP requirement off.`,
  });
  return { value: data.access_token, expiresAt: Date.now() + data.expires_in * 1000 };
}

function assertionOf({ clientId, privateKey }: ServiceApp, audience: string): Promise<string> {
  const { key, alg, kid } = readKey(privateKey);
  return new SignJWT()
    .setProtectedHeader({ alg, ...(kid && { kid }) })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(audience)
    .setExpirationTime("5m")
    .setJti(randomUUID())
    .sign(key);
}
