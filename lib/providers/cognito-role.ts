import { z } from "zod";
import { requestJson } from "@/lib/http";
import { signed } from "@/lib/providers/cognito-sign";
import type { Token } from "@/lib/providers/token";

const Session = z.object({
  AccessKeyId: z.string(),
  SecretAccessKey: z.string(),
  SessionToken: z.string(),
  /** Seconds since 1970, or ISO 8601. */
  Expiration: z.union([z.number().transform((seconds) => seconds * 1000), z.string().transform(Date.parse)]),
});
const Assumed = z.object({ AssumeRoleResponse: z.object({ AssumeRoleResult: z.object({ Credentials: Session }) }) });
const Refused = z.object({
  Error: z.object({
    Code: z.enum(["AccessDenied", "InvalidClientTokenId", "SignatureDoesNotMatch", "ValidationError", "ExpiredToken"]),
  }),
});

type Assuming = {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  roleArn: string;
  externalId: string;
};

/**
 * Keys of a role in the customer's account, good for an hour; as a token's value they are JSON.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(credentials: Assuming, endpoint: string): Promise<Token> {
  const { region, roleArn, externalId } = credentials;
  const form = {
    Action: "AssumeRole",
    Version: "2011-06-15",
    RoleArn: roleArn,
    RoleSessionName: "rollcall",
    ...(externalId ? { ExternalId: externalId } : {}),
  };
  const url = `${endpoint}/`;
  const body = new URLSearchParams(form).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", accept: "application/json" };
  const { data } = await requestJson({
    name: "AWS",
    url,
    method: "POST",
    headers: await signed(credentials, { url, service: "sts", region, headers, body }),
    form,
    schema: Assumed,
    verdict: (_status, json) => (Refused.safeParse(json).success ? "refused" : undefined),
    refusedRemedy: "Check the access key, the role and the external ID, and that the role trusts this key.",
  });
  const session = data.AssumeRoleResponse.AssumeRoleResult.Credentials;
  const keys = {
    accessKeyId: session.AccessKeyId,
    secretAccessKey: session.SecretAccessKey,
    sessionToken: session.SessionToken,
  };
  return { value: JSON.stringify(keys), expiresAt: session.Expiration };
}
