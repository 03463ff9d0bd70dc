import { redirect } from "next/navigation";
import { HowToGetALink } from "@/components/shell/how-to-get-a-link";
import { currentActor } from "@/lib/session";

export default async function SignInPage() {
  if (await currentActor()) redirect("/projects");
  return <HowToGetALink />;
}
