import { Clock, type LucideIcon, OctagonAlert, UserRoundX } from "lucide-react";
import { Notice } from "@/components/ui/notice";
import type { Tone } from "@/components/ui/tone";

type Words = { tone: Tone; icon: LucideIcon; title: string; rest: string };

const known: Record<string, Words> = {
  stranger: {
    tone: "warn",
    icon: UserRoundX,
    title: "You have no account here.",
    rest: "The issuer confirmed who you are, but nobody has let you in. Nothing about you was stored. Ask an owner of a project for an invitation link.",
  },
  invitation: {
    tone: "warn",
    icon: Clock,
    title: "That invitation is no longer good.",
    rest: "It was used, taken back, or its time is over. You joined nothing. Ask for a new one.",
  },
  "no-owner": {
    tone: "warn",
    icon: UserRoundX,
    title: "This console has no owner yet.",
    rest: "The first owner enters by a one-time link; others can follow after that.",
  },
  session: {
    tone: "warn",
    icon: Clock,
    title: "Your session ended on the way.",
    rest: "Nothing was linked. Sign in, then link again.",
  },
  failed: {
    tone: "bad",
    icon: OctagonAlert,
    title: "Rollcall could not finish the sign-in.",
    rest: "Nothing was changed. Try again; the log of the console has the cause.",
  },
};

const unfinished: Words = {
  tone: "bad",
  icon: OctagonAlert,
  title: "The sign-in did not come to its end.",
  rest: "It was declined, took longer than 15 minutes, or the issuer did not answer as it must. Nothing was changed. Start again; the log of the console has the cause.",
};

/** Why somebody did not come in. Only words of ours: an address can hold anything. Nothing without a code. */
export function Refusal({ code }: { code: string | string[] | undefined }) {
  if (typeof code !== "string" || !code) return null;
  const { tone, icon, title, rest } = (Object.hasOwn(known, code) && known[code]) || unfinished;
  return (
    <Notice tone={tone} icon={icon} title={title}>
      {rest}
    </Notice>
  );
}
