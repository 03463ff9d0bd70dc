import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askOkta, NotFound, type OktaCredentials, oktaError } from "@/lib/providers/okta-api";

const Created = z.looseObject({ id: z.string().min(1) }).transform(({ id }) => id);
const Refused = oktaError("E0000001")
  .extend({ errorCauses: z.array(z.looseObject({ errorSummary: z.string() })).catch([]) })
  .transform(({ errorCauses }): AppError => {
    const isEmail = errorCauses.some(({ errorSummary }) => /^(login|email)\b/.test(errorSummary));
    return isEmail
      ? new AppError("invalid_input", "Okta refuses this e-mail: it is taken or not valid.", { field: "email" })
      : new AppError("invalid_input", "Okta refuses this user: its profile asks for more than Rollcall gives.");
  });

/** Okta asks for both names by default. */
function namesOf(email: string, name: string | null): { firstName: string; lastName: string } {
  const [firstName = "", ...rest] = (name?.trim() || email.replace(/@.*$/, "")).split(/\s+/);
  return { firstName, lastName: rest.join(" ") || "-" };
}

/**
 * Staged and not activated: an activated user without a password is sent an e-mail.
 * https://developer.okta.com/docs/api/openapi/okta-management/management/tag/User/#tag/User/operation/createUser
 */
export async function createUser(
  credentials: OktaCredentials,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const { data } = await askOkta(credentials, "/api/v1/users?activate=false", {
    right: "writes",
    method: "POST",
    body: { profile: { login: email, email, ...namesOf(email, name) } },
    schema: Created,
    otherwise: { 400: Refused },
  });
  if (data instanceof AppError) throw data;
  return data;
}

/** The first deletion only deactivates, unless the user is deactivated already: then the second finds nobody. */
export async function deleteUser(credentials: OktaCredentials, id: string): Promise<void> {
  const request = { right: "writes", method: "DELETE", schema: z.unknown(), otherwise: { 404: NotFound } } as const;
  for (let n = 1; n <= 2; n++) await askOkta(credentials, `/api/v1/users/${encodeURIComponent(id)}`, request);
}
