/** What a colour may say: the state of the sync. Everything else is `idle`. */
export type Tone = "ok" | "warn" | "bad" | "accent" | "idle";

export const toneText: Record<Tone, string> = {
  ok: "text-ok",
  warn: "text-warn",
  bad: "text-bad",
  accent: "text-accent",
  idle: "text-idle",
};

export const toneSolid: Record<Tone, string> = {
  ok: "bg-ok-solid",
  warn: "bg-warn-solid",
  bad: "bg-bad-solid",
  accent: "bg-accent-solid",
  idle: "bg-idle-solid",
};

export const toneWash: Record<Tone, string> = {
  ok: "border-ok-line bg-ok-wash text-ok",
  warn: "border-warn-line bg-warn-wash text-warn",
  bad: "border-bad-line bg-bad-wash text-bad",
  accent: "border-accent-line bg-accent-wash text-accent",
  idle: "border-idle-line bg-idle-wash text-idle",
};
