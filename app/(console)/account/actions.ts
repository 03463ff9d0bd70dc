"use server";
import { revalidatePath } from "next/cache";
import { z } from "zod";
import { unlinkIdentity } from "@/lib/accounts/identities";
import { renameAccount } from "@/lib/accounts/rename-account";
import { formAction } from "@/lib/action";

export const renameAccountAction = formAction(z.object({ name: z.string() }), async (actor, input) => {
  await renameAccount(actor, input);
  revalidatePath("/", "layout");
});

export const unlinkIdentityAction = formAction(
  z.object({ provider: z.string().max(500), subject: z.string().max(300) }),
  async (actor, identity) => {
    await unlinkIdentity(actor, identity);
    revalidatePath("/account");
  },
);
