"use client";
import { Clock, WifiOff } from "lucide-react";
import { signIn } from "next-auth/react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

type Outcome = "idle" | "pending" | "refused" | "unreachable" | "unnamed";

/** Where no other way is set up: the invitation itself makes an account and signs it in, once. */
export function EnterByInvitation({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const join = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get("name")).trim();
    if (!name) return setOutcome("unnamed");
    setOutcome("pending");
    try {
      const answer = await signIn("invitation", { token, name, redirect: false });
      // A whole load: nothing of before the session may stay in the router's cache. It leads a member on to the project.
      if (answer?.ok && !answer.error) window.location.reload();
      else setOutcome(answer?.error === "CredentialsSignin" ? "refused" : "unreachable");
    } catch {
      setOutcome("unreachable");
    }
  };
  return (
    <form noValidate onSubmit={join} className="grid gap-4">
      {outcome === "refused" && (
        <Notice tone="warn" icon={Clock} title="This invitation is no longer good.">
          It was used, taken back, or its time is over. Ask for a new one.
        </Notice>
      )}
      {outcome === "unreachable" && (
        <Notice tone="bad" icon={WifiOff} title="Rollcall did not let you in.">
          The invitation may still be good. Check that the console runs, then press the button again.
        </Notice>
      )}
      <Field
        label="Your name"
        name="name"
        placeholder="Ada Lovelace"
        autoComplete="name"
        maxLength={80}
        help="Others in the project see it."
        error={outcome === "unnamed" ? "Enter your name." : undefined}
      />
      <Button
        type="submit"
        variant="primary"
        className="h-10!"
        busy={outcome === "pending"}
        busyLabel="Joining project"
      >
        Join project
      </Button>
      <p className="text-center text-12 text-3">
        This uses the invitation up and signs in this browser for 30 days. After that you need another invitation.
      </p>
    </form>
  );
}
