import type { Context } from "../app";
import { callAuth } from "../auth-requests";
import { type Reply, redirect } from "../http";
import { accountPage, deletePage } from "../pages/account";
import { authEndpoint } from "./sign";

export function account(context: Context): Reply {
  return context.user ? accountPage(context, context.user) : redirect("/sign-in");
}

export async function saveName(context: Context): Promise<Reply> {
  if (!context.user) return redirect("/sign-in");
  const name = context.form.get("name")?.trim() ?? "";
  const typed = { ...context.user, name };
  if (!name || name.length > 200) return accountPage(context, typed, "A name needs 1 to 200 characters.");
  const answer = await callAuth(context.app.auth, context.request, authEndpoint(context, "/update-user"), { name });
  return answer.ok ? redirect("/account?saved", answer.cookies) : accountPage(context, typed, answer.message);
}

export function confirmDeletion(context: Context): Reply {
  return context.user ? deletePage(context, context.user) : redirect("/sign-in");
}

export async function deleteAccount(context: Context): Promise<Reply> {
  if (!context.user) return redirect("/sign-in");
  const answer = await callAuth(context.app.auth, context.request, authEndpoint(context, "/delete-user"), {});
  return answer.ok ? redirect("/?deleted", answer.cookies) : deletePage(context, context.user, answer.message);
}
