import { expect } from "@playwright/test";
import { z } from "zod";

type Credentials = { baseUrl: string; email: string; password: string };
export type Machine = Awaited<ReturnType<typeof signInAsMachine>>;

const Answer = z.object({ user: z.object({ id: z.string() }) });

/** The account that Rollcall reads with, in a session of its own at the demo app's auth server: it acts on itself. */
export async function signInAsMachine({ baseUrl, email, password }: Credentials) {
  let cookie = "";
  const post = async (path: string, body: object) => {
    const headers = { "content-type": "application/json", origin: new URL(baseUrl).origin, cookie };
    const answer = await fetch(baseUrl + path, { method: "POST", headers, body: JSON.stringify(body) });
    expect(answer.status, path).toBe(200);
    const given = answer.headers.getSetCookie().map((each) => each.split(";", 1)[0]);
    if (given.length > 0) cookie = given.join("; ");
    return answer;
  };
  const { user } = Answer.parse(await (await post("/sign-in/email", { email, password })).json());
  return {
    /** Every other session ends with it. */
    changePassword: (newPassword: string) =>
      post("/change-password", { currentPassword: password, newPassword, revokeOtherSessions: true }),
    giveUpRole: () => post("/admin/set-role", { userId: user.id, role: "user" }),
    email,
  };
}
