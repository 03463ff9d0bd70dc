import type { Context } from "../app";
import { callAuth } from "../auth-requests";
import { type Reply, redirect } from "../http";
import { signInPage, signUpPage } from "../pages/sign";

/** An endpoint of Better Auth, at the origin it is configured for. */
export const authEndpoint = (context: Context, path: string) => new URL(`/api/auth${path}`, context.app.config.origin);

const field = (context: Context, name: string) => context.form.get(name)?.trim() ?? "";

export const showSignUp = (context: Context): Reply => (context.user ? redirect("/") : signUpPage(context));
export const showSignIn = (context: Context): Reply => (context.user ? redirect("/") : signInPage(context));

export async function signUp(context: Context): Promise<Reply> {
  const typed = { name: field(context, "name"), email: field(context, "email") };
  if (!typed.name || typed.name.length > 200) {
    return signUpPage(context, { ...typed, error: "A name needs 1 to 200 characters." });
  }
  const body = { ...typed, password: context.form.get("password") ?? "" };
  const answer = await callAuth(context.app.auth, context.request, authEndpoint(context, "/sign-up/email"), body);
  return answer.ok ? redirect("/", answer.cookies) : signUpPage(context, { ...typed, error: answer.message });
}

export async function signIn(context: Context): Promise<Reply> {
  const email = field(context, "email");
  const body = { email, password: context.form.get("password") ?? "" };
  const answer = await callAuth(context.app.auth, context.request, authEndpoint(context, "/sign-in/email"), body);
  return answer.ok ? redirect("/", answer.cookies) : signInPage(context, { email, error: answer.message });
}

export async function signOut(context: Context): Promise<Reply> {
  const answer = await callAuth(context.app.auth, context.request, authEndpoint(context, "/sign-out"), {});
  return redirect("/", answer.cookies);
}
