import { z } from "zod";
import { AppError } from "@/lib/errors";
import { askCognito, type CognitoCredentials, failureNamed } from "@/lib/providers/cognito-api";
import type { Json, ProviderUser, UserPage } from "@/lib/providers/types";
import { fullName, objectIn, type Raw, text, time, userSchema } from "@/lib/providers/user";

const pageSize = 60;

const isList = (value: Json | undefined): value is Json[] => Array.isArray(value);
const pairs = (raw: Raw): Raw[] => {
  const list = raw.Attributes ?? raw.UserAttributes;
  return isList(list) ? list.map(objectIn) : [];
};
const attribute = (raw: Raw, wanted: string) => pairs(raw).find(({ Name }) => Name === wanted)?.Value;
const seconds = (value: Json | undefined) => (typeof value === "number" ? time(value * 1000) : null);

const kept = ["Username", "Enabled", "UserStatus", "UserCreateDate", "UserLastModifiedDate", "MFAOptions"];

/** What a list and a get have in common, in one form: a get has another name for the attributes, and their order varies. */
function common(raw: Raw): Raw {
  const Attributes = pairs(raw).toSorted((a, b) => (String(a.Name) < String(b.Name) ? -1 : 1));
  return { ...Object.fromEntries(Object.entries(raw).filter(([key]) => kept.includes(key))), Attributes };
}

/** The id is the user name: nothing else is asked for exactly. It never changes, and equals `sub` where people sign in by e-mail. */
const User = userSchema(
  (raw) => ({
    name: text(attribute(raw, "name")) ?? fullName(attribute(raw, "given_name"), attribute(raw, "family_name")),
    email: text(attribute(raw, "email")),
    createdAt: seconds(raw.UserCreateDate),
    updatedAt: seconds(raw.UserLastModifiedDate),
  }),
  { idOf: (raw) => text(raw.Username), clean: common },
);
const Page = z.object({ Users: z.array(User).default([]), PaginationToken: z.string().min(1).nullish() });
const NoSuchUser = failureNamed("UserNotFoundException").transform(() => null);
const TokenEnded = failureNamed("InvalidParameterException")
  .and(z.object({ message: z.string().regex(/pagination ?token/i) }))
  .transform(() => null);

/** A page may be short or empty and not be the last. A token that has ended begins the walk again, which misses nobody. */
export async function listUsers(credentials: CognitoCredentials, cursor: string | null): Promise<UserPage> {
  const { userPoolId: UserPoolId } = credentials;
  const page = await askCognito(credentials, {
    action: "ListUsers",
    body: { UserPoolId, Limit: pageSize, ...(cursor === null ? {} : { PaginationToken: cursor }) },
    schema: Page,
    ...(cursor === null ? {} : { otherwise: TokenEnded }),
  });
  return page ? { users: page.Users, next: page.PaginationToken ?? null } : listUsers(credentials, null);
}

/** An alias is answered as well as a user name: then it is somebody else, and this one is gone. */
export async function getUser(credentials: CognitoCredentials, id: string): Promise<ProviderUser | null> {
  const { userPoolId: UserPoolId } = credentials;
  const user = await askCognito(credentials, {
    action: "AdminGetUser",
    body: { UserPoolId, Username: id },
    schema: User,
    otherwise: NoSuchUser,
  });
  return user?.id === id ? user : null;
}

const refusedUser = (message: string, remedy: string) =>
  new AppError("invalid_input", message, { field: "email", meaning: "Nobody was created.", remedy });
const NotCreated = z.union([
  failureNamed("UsernameExistsException", "AliasExistsException").transform(() => "taken" as const),
  failureNamed("InvalidParameterException").transform(() => "invalid" as const),
]);

/** Without a message to them. */
export async function createUser(
  credentials: CognitoCredentials,
  { email, name }: { email: string; name: string | null },
): Promise<string> {
  const UserAttributes = [{ Name: "email", Value: email }, ...(name ? [{ Name: "name", Value: name }] : [])];
  const created = await askCognito(credentials, {
    action: "AdminCreateUser",
    body: { UserPoolId: credentials.userPoolId, Username: email, UserAttributes, MessageAction: "SUPPRESS" },
    schema: z.object({ User: z.object({ Username: z.string() }) }),
    otherwise: NotCreated,
  });
  if (created === "taken")
    throw refusedUser("The user pool has a user with this e-mail already.", "Use another e-mail.");
  if (created === "invalid")
    throw refusedUser(
      "The user pool does not accept this user.",
      "Check the e-mail, and which attributes it requires.",
    );
  return created.User.Username;
}

/** Only who has this user name: whoever has it as an alias stays. */
export async function deleteUser(credentials: CognitoCredentials, id: string): Promise<void> {
  if (!(await getUser(credentials, id))) return;
  await askCognito(credentials, {
    action: "AdminDeleteUser",
    body: { UserPoolId: credentials.userPoolId, Username: id },
    schema: z.unknown().transform(() => null),
    otherwise: NoSuchUser,
  });
}
