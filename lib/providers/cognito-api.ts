import { z } from "zod";
import { requestJson } from "@/lib/http";
import { assumeRole } from "@/lib/providers/cognito-role";
import { type AwsKeys, signed } from "@/lib/providers/cognito-sign";
import { expired, type Token, withToken } from "@/lib/providers/token";

export const name = "AWS Cognito";

export type CognitoCredentials = {
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  roleArn: string;
  externalId: string;
  baseUrl: string;
  userPoolId: string;
};

/** The address of one of AWS's services in the region. */
export const endpointOf = ({ region, baseUrl }: CognitoCredentials, service: string): string =>
  baseUrl.replace(/\/+$/, "") || `https://${service}.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;

/** A failure by its name, behind a namespace or not; almost all of them have the status 400. */
export const failureNamed = (...names: string[]) =>
  z.object({ __type: z.string().regex(new RegExp(`(^|#)(${names.join("|")})$`)) });

const Throttled = failureNamed("TooManyRequestsException", "ThrottlingException", "LimitExceededException");
const Refused = failureNamed(
  ...["NotAuthorizedException", "AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException"],
  ...["MissingAuthenticationTokenException", "IncompleteSignatureException", "InvalidClientTokenId"],
);
const SessionEnded = failureNamed("ExpiredTokenException").transform((): typeof expired => expired);

function verdict(_status: number, json: unknown) {
  if (Throttled.safeParse(json).success) return "throttled";
  return Refused.safeParse(json).success ? "refused" : undefined;
}

type Request<T, E> = {
  action: string;
  body: Record<string, unknown>;
  schema: z.ZodType<T>;
  /** A failure with the status 400 that is an answer. */
  otherwise?: z.ZodType<E>;
};

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/Welcome.html */
export const askCognito = <T, E = never>(credentials: CognitoCredentials, request: Request<T, E>): Promise<T | E> =>
  withToken<T | E>({
    name,
    key: { ...credentials, userPoolId: "" },
    obtain: () => obtain(credentials),
    ask: (keys) => send(credentials, request, JSON.parse(keys)),
    refusedRemedy: "Replace the access key here with one that does not end by itself, or name a role for it to assume.",
  });

/** The keys themselves, or a session of the role that they may assume. */
async function obtain(credentials: CognitoCredentials): Promise<Token> {
  if (credentials.roleArn) return assumeRole(credentials, endpointOf(credentials, "sts"));
  const { accessKeyId, secretAccessKey } = credentials;
  return { value: JSON.stringify({ accessKeyId, secretAccessKey }), expiresAt: Number.POSITIVE_INFINITY };
}

async function send<T, E>(
  credentials: CognitoCredentials,
  { action, body, schema, otherwise }: Request<T, E>,
  keys: AwsKeys,
): Promise<T | E | typeof expired> {
  const { region } = credentials;
  const url = `${endpointOf(credentials, "cognito-idp")}/`;
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
  };
  const { data } = await requestJson<T, E | typeof expired>({
    name,
    url,
    method: "POST",
    headers: await signed(keys, { url, service: "cognito-idp", region, headers, body: JSON.stringify(body) }),
    body,
    schema,
    otherwise: { 400: otherwise ? z.union([SessionEnded, otherwise]) : SessionEnded },
    verdict,
    refusedRemedy: `Check the access key, its region and the server's clock, and that it may call cognito-idp:${action}.`,
  });
  return data;
}
