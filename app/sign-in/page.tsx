import { redirect } from "next/navigation";
import { Refusal } from "@/components/people/refusal";
import { Ways } from "@/components/people/ways";
import { HowToGetALink } from "@/components/shell/how-to-get-a-link";
import { listWays } from "@/lib/accounts/ways";
import { currentActor } from "@/lib/session";

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  if (await currentActor()) redirect("/projects");
  const { error } = await searchParams;
  const ways = listWays();
  return (
    <>
      <Refusal code={error} />
      {ways.length === 0 ? (
        <HowToGetALink />
      ) : (
        <>
          <Ways ways={ways} />
          <p className="text-center text-12 text-3">
            Only people with an account, an invitation or an allow-listed address can enter. There is no default
            password.
          </p>
          <details className="text-center">
            <summary className="mx-auto w-fit cursor-pointer rounded-1 text-12 text-2">
              Enter by a one-time link
            </summary>
            <div className="pt-4">
              <HowToGetALink />
            </div>
          </details>
        </>
      )}
    </>
  );
}
