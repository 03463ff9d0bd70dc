/** What a key leads to: an address, a control of the page, the row above or below, or one of the two dialogs. */
export type Command =
  | { do: "go"; to: string }
  | { do: "press"; key: string }
  | { do: "row"; by: 1 | -1 }
  | { do: "open"; what: "palette" | "keys" }
  | { do: "await" };

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean };

type Circumstances = {
  /** The project that is in sight. */
  projectId: string | undefined;
  /** G came just before. */
  afterG: boolean;
  /** The person switched single keys off, types something, or is in a dialog or a menu. */
  quiet: boolean;
};

/** Where G leads, by the key after it. */
const places = (projectId: string | undefined): Record<string, string> => ({
  p: "/projects",
  ...(projectId && {
    u: `/projects/${projectId}/auth`,
    s: `/projects/${projectId}/auth/status`,
    a: `/projects/${projectId}/auth/activity`,
  }),
});

/** What is meant by a key; null for nothing. ⌘K always works, everything else only where nobody types. */
export function commandOf(pressed: Pressed, { projectId, afterG, quiet }: Circumstances): Command | null {
  const key = pressed.key.toLowerCase();
  const modified = pressed.ctrlKey || pressed.metaKey;
  if (key === "k" && modified && !pressed.altKey) return { do: "open", what: "palette" };
  if (quiet || modified || pressed.altKey || pressed.key.length !== 1) return null;
  if (afterG) {
    const to = places(projectId)[key];
    return to ? { do: "go", to } : null;
  }
  if (key === "g") return { do: "await" };
  if (key === "j") return { do: "row", by: 1 };
  if (key === "k") return { do: "row", by: -1 };
  if (key === "?") return { do: "open", what: "keys" };
  return { do: "press", key };
}

/** The list of keys, as people read it. */
export const keyList: { keys: string[]; does: string }[] = [
  { keys: ["⌘K", "Ctrl K"], does: "Search or jump to" },
  { keys: ["/"], does: "Search this page" },
  { keys: ["G", "P"], does: "Projects" },
  { keys: ["G", "U"], does: "Users" },
  { keys: ["G", "S"], does: "Status" },
  { keys: ["G", "A"], does: "Activity" },
  { keys: ["J"], does: "Next row" },
  { keys: ["K"], does: "Row before" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["R"], does: "Resync now" },
  { keys: ["V"], does: "Verify now" },
  { keys: ["Alt T"], does: "To the last message" },
  { keys: ["Esc"], does: "Close" },
  { keys: ["?"], does: "This list" },
];
