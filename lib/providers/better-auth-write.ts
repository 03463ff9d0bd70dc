import { randomBytes } from "node:crypto";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { asAdmin, type BetterAuthCredentials } from "@/lib/providers/better-auth-session";

const Created = z.object({ user: z.object({ id: z.string().min(1) }) });

const refusal = (message: string, remedy: string) =>
  new AppError("invalid_input", message, { field: "email", meaning: "No user was created.", remedy });

const Taken = z
  .object({ code: z.enum(["USER_ALREADY_EXISTS", "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"]) })
  .transform(() => refusal("Better Auth has a user with this e-mail already.", "Use another e-mail."));
const Invalid = z
  .object({ code: z.literal("INVALID_EMAIL") })
  .transform(() => refusal("Better Auth does not accept this e-mail.", "Check how it is written."));

/**
 * With a password that nobody knows, since older releases ask for one: the user sets another by "forgot password".
 * https://www.better-auth.com/docs/plugins/admin#create-user
 */
export async function createUser(
  credentials: BetterAuthCredentials,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const created = await asAdmin<z.output<typeof Created>, AppError>(credentials, "/admin/create-user", {
    method: "POST",
    body: { email, name: name ?? "", password: randomBytes(24).toString("base64url") },
    schema: Created,
    otherwise: { 400: z.union([Taken, Invalid]) },
  });
  if (created instanceof AppError) throw created;
  return created.user.id;
}

const Gone = z.object({ code: z.literal("USER_NOT_FOUND") }).transform(() => null);
const Self = z.object({ code: z.literal("YOU_CANNOT_REMOVE_YOURSELF") }).transform(
  () =>
    new AppError("conflict", "This is the admin as whom Rollcall reads Better Auth.", {
      meaning: "Nobody was deleted.",
      remedy: "Give Rollcall another admin first.",
    }),
);

/** https://www.better-auth.com/docs/plugins/admin#remove-user */
export async function deleteUser(credentials: BetterAuthCredentials, userId: string): Promise<void> {
  const answer = await asAdmin<unknown, AppError | null>(credentials, "/admin/remove-user", {
    method: "POST",
    body: { userId },
    schema: z.object({ success: z.literal(true) }),
    otherwise: { 400: Self, 404: Gone },
  });
  if (answer instanceof AppError) throw answer;
}
