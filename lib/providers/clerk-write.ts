import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askClerk, type ClerkCredentials, ClerkErrors, NoSuchUser } from "@/lib/providers/clerk-api";

const Created = z.object({ id: z.string() });

const refusal = (message: string, remedy: string, field?: string) =>
  new AppError("invalid_input", message, { field, meaning: "No user was created.", remedy });

const Refused = ClerkErrors.transform(({ errors: [error] }) => {
  const { code = "", meta } = error ?? {};
  if (code === "form_identifier_exists") {
    return refusal("A user of this instance already has this e-mail.", "Use another e-mail.", "email");
  }
  if (meta?.param_name?.startsWith("email_address")) {
    const remedy = "Check how it is written, and which e-mails the instance allows.";
    return refusal("Clerk does not accept this e-mail.", remedy, "email");
  }
  const named = /^[a-z0-9_]{1,60}$/.test(code) ? ` It names the reason ${code}.` : "";
  const remedy = "Check in the Clerk dashboard what the instance requires of its users.";
  return refusal(`Clerk does not accept this user.${named}`, remedy);
});

const Full = z
  .object({ errors: z.tuple([z.object({ code: z.literal("user_quota_exceeded") })]) })
  .transform(() =>
    refusal("This instance has as many users as Clerk allows it.", "Delete some of them, or use another instance."),
  );

/** An e-mail made by a secret key counts as verified. https://clerk.com/docs/reference/backend-api/tag/users/post/users */
export async function createUser(
  credentials: ClerkCredentials,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const [first, ...rest] = name?.split(" ") ?? [];
  const created = await askClerk<{ id: string }, AppError>(credentials, "/users", {
    method: "POST",
    body: {
      email_address: [email],
      ...(first && { first_name: first }),
      ...(rest.length > 0 && { last_name: rest.join(" ") }),
      skip_password_requirement: true,
    },
    schema: Created,
    otherwise: { 400: Refused, 403: Full, 422: Refused },
  });
  if (created instanceof AppError) throw created;
  return created.id;
}

/** https://clerk.com/docs/reference/backend-api/tag/users/delete/users/{user_id} */
export async function deleteUser(credentials: ClerkCredentials, id: string): Promise<void> {
  await askClerk(credentials, `/users/${encodeURIComponent(id)}`, {
    method: "DELETE",
    schema: z.object({ deleted: z.literal(true) }),
    otherwise: { 404: NoSuchUser },
  });
}
