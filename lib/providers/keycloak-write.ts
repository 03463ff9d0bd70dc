import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askAdmin, type KeycloakCredentials, NoSuchUser, userPath, usersPath } from "@/lib/providers/keycloak-admin";

const Nothing = z.unknown().transform(() => null);

const refusedUser = (message: string, remedy: string) =>
  new AppError("invalid_input", message, { field: "email", meaning: "Nobody was created.", remedy });
const Taken = z.unknown().transform(() => "taken" as const);
const Invalid = z.unknown().transform(() => "invalid" as const);

/** The first word is the first name. The new id is the last part of the answer's Location. */
export async function createUser(
  credentials: KeycloakCredentials,
  { email, name: full }: { email: string; name: string | null },
) {
  const [firstName, ...rest] = full?.split(" ") ?? [];
  const { headers, data } = await askAdmin<null, "taken" | "invalid">(credentials, usersPath(credentials), {
    method: "POST",
    body: { username: email, email, enabled: true, firstName, lastName: rest.join(" ") || undefined },
    schema: Nothing,
    otherwise: { 400: Invalid, 409: Taken },
  });
  if (data === "taken") throw refusedUser("Keycloak has a user with this e-mail already.", "Use another e-mail.");
  if (data === "invalid")
    throw refusedUser(
      "Keycloak does not accept this user.",
      "Check the e-mail, and what the realm's user profile asks for.",
    );
  const id = headers.location?.split("/").at(-1);
  if (id) return decodeURIComponent(id);
  throw new AppError("provider_unavailable", "Keycloak created the user and did not say under which id.");
}

export async function deleteUser(credentials: KeycloakCredentials, id: string): Promise<void> {
  await askAdmin(credentials, userPath(credentials, id), {
    method: "DELETE",
    schema: Nothing,
    otherwise: { 404: NoSuchUser },
  });
}
