import { HowToGetALink } from "@/components/shell/how-to-get-a-link";
import { SignInByLink } from "./sign-in-by-link";

export default async function SignInLinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const { token } = await searchParams;
  return typeof token === "string" && token ? <SignInByLink token={token} /> : <HowToGetALink />;
}
