import { Sha256 } from "@aws-crypto/sha256-js";
import { SignatureV4 } from "@smithy/signature-v4";

export type AwsKeys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

type Unsigned = { url: string; service: string; region: string; headers: Record<string, string>; body: string };

/** The headers of a POST with their signature. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
export async function signed(keys: AwsKeys, request: Unsigned): Promise<Record<string, string>> {
  const { service, region, headers, body } = request;
  const { protocol, hostname, host, port, pathname } = new URL(request.url);
  const signer = new SignatureV4({ credentials: keys, region, service, sha256: Sha256 });
  const { headers: complete } = await signer.sign({
    method: "POST",
    protocol,
    hostname,
    ...(port ? { port: Number(port) } : {}),
    path: pathname,
    headers: { ...headers, host },
    body,
  });
  return complete;
}
