import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";
import { addressOf, type Credentials, keyOf, name } from "@/lib/providers/firebase-credentials";
import { obtainToken } from "@/lib/providers/firebase-token";
import { Expired, type expired, withToken } from "@/lib/providers/token";

export const usersHost = "identitytoolkit.googleapis.com";

export type Request<T, E> = Pick<JsonRequest<T, E>, "method" | "body" | "schema" | "otherwise">;

const Failure = z.object({
  error: z.object({ message: z.string().catch(""), status: z.string().catch("") }),
});

/** Google answers 400 to several things that are not the request's fault. https://cloud.google.com/identity-platform/docs/error-codes */
function verdict(_status: number, json: unknown): "refused" | "throttled" | undefined {
  const { message = "", status = "" } = Failure.safeParse(json).data?.error ?? {};
  if (status === "RESOURCE_EXHAUSTED" || /^(QUOTA_EXCEEDED|TOO_MANY_ATTEMPTS)/.test(message)) return "throttled";
  return /^(INSUFFICIENT_PERMISSION|CONFIGURATION_NOT_FOUND)/.test(message) ? "refused" : undefined;
}

const keyRemedy =
  "Check that Authentication is set up in this project, and give the service account the role Firebase Authentication Viewer, or Admin where Rollcall should create and delete users.";
const consentRemedy =
  "Connect with Google again and grant everything that is asked for, as someone with the roles Firebase Authentication Viewer and Service Usage Consumer in this project.";

/** The project that was selected, or the one that a key belongs to. */
export const projectOf = (credentials: Credentials): string =>
  credentials.projectId || (credentials.refreshToken === "" ? keyOf(credentials).project_id : "");

/** Asks a Google service with a token of these credentials, and returns what the answer holds. */
export async function ask<T, E = never>(
  credentials: Credentials,
  host: string,
  path: string,
  request: Request<T, E>,
): Promise<T | E> {
  const { serviceAccount, refreshToken, baseUrl } = credentials;
  const refusedRemedy = refreshToken === "" ? keyRemedy : consentRemedy;
  return withToken<T | E>({
    name,
    key: [serviceAccount, refreshToken, baseUrl],
    obtain: () => obtainToken(credentials),
    refusedRemedy,
    ask: async (token) => {
      const { data } = await requestJson<T, E | typeof expired>({
        ...request,
        name,
        url: addressOf(baseUrl, host) + path,
        headers: { authorization: `Bearer ${token}`, ...quotaOf(credentials) },
        otherwise: { ...request.otherwise, 401: Expired },
        verdict,
        refusedRemedy,
      });
      return data;
    },
  });
}

/** A person's requests count for their own project, not for that of the operator's client. https://cloud.google.com/docs/quotas/set-quota-project */
const quotaOf = ({ refreshToken, projectId }: Credentials): Record<string, string> =>
  refreshToken !== "" && projectId !== "" ? { "x-goog-user-project": projectId } : {};

/** Asks about the users of the selected project, or of the selected tenant in it. */
export function askUsers<T, E = never>(credentials: Credentials, path: string, request: Request<T, E>) {
  const tenant = credentials.tenantId === "" ? "" : `/tenants/${encodeURIComponent(credentials.tenantId)}`;
  const project = `/v1/projects/${encodeURIComponent(projectOf(credentials))}`;
  return ask(credentials, usersHost, project + tenant + path, request);
}
