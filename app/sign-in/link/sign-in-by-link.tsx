"use client";
import { Clock, WifiOff } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { HowToGetALink } from "@/components/shell/how-to-get-a-link";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

type Outcome = "idle" | "pending" | "refused" | "unreachable";

/** Uses the link up only when the button is pressed, so that a preview or a scanner that opens it spends nothing. */
export function SignInByLink({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<Outcome>("idle");
  const enter = async () => {
    setOutcome("pending");
    try {
      const answer = await signIn("link", { token, redirect: false });
      // A whole load: nothing of before the session may stay in the router's cache. The link leaves the history.
      if (answer?.ok && !answer.error) window.location.replace("/projects");
      else setOutcome(answer?.error === "CredentialsSignin" ? "refused" : "unreachable");
    } catch {
      setOutcome("unreachable");
    }
  };
  if (outcome === "refused") {
    return (
      <>
        <Notice tone="warn" icon={Clock} title="That link no longer works.">
          It was used before, or it is older than 15 minutes. Get a new one:
        </Notice>
        <HowToGetALink />
      </>
    );
  }
  return (
    <div className="grid gap-4">
      {outcome === "unreachable" && (
        <Notice tone="bad" icon={WifiOff} title="Rollcall did not answer.">
          Your link may still be good. Check that the console runs, then press the button again.
        </Notice>
      )}
      <Button variant="primary" className="h-10!" onClick={enter} busy={outcome === "pending"} busyLabel="Signing in">
        Sign in
      </Button>
      <p className="text-center text-12 text-3">This uses the link up. The session lasts 30 days.</p>
    </div>
  );
}
