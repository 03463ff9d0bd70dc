import { findActivity, findActors, type Happening, type Place, type Wanted } from "@/db/queries/activity";
import { AppError } from "@/lib/errors";
import { requireRole } from "@/lib/projects/access";
import type { Actor } from "@/lib/projects/views";
import { actView, quietVerbs, verbsAbout } from "./activity-words";
import { toRunView } from "./run-view";
import { type ActivityEntry, type ActivityPage, type ActivityQuery, activityRanges, type SyncState } from "./views";

const pageSize = 50;
const actorsShown = 100;

/**
 * What happened on a project's Auth tab: runs, states, held deletions, and what people did, also where it was refused or
 * failed. Newest first; `next` leads to what is older. AppError `invalid_input` for a cursor that is none.
 */
export async function listActivity(actor: Actor, projectId: string, query: ActivityQuery): Promise<ActivityPage> {
  await requireRole(actor, projectId, "viewer");
  const wanted: Wanted = {
    projectId,
    actor: query.actor,
    hours: activityRanges[query.range],
    ...narrowed[query.kind],
    quiet: quietVerbs,
    after: query.cursor === null ? null : parseCursor(query.cursor),
    limit: pageSize + 1,
  };
  const [found, actors] = await Promise.all([findActivity(wanted), findActors(projectId, actorsShown)]);
  const last = found.length > pageSize ? found[pageSize - 1] : undefined;
  return {
    entries: found.slice(0, pageSize).map(toEntry),
    next: last ? toCursor(last.place) : null,
    actors,
    readAt: new Date().toISOString(),
  };
}

const nothing = { runs: "none", states: false, held: false } as const;

/** What no other list has is a setting. */
const notSettings = verbsAbout("runs", "states", "deletions", "keys", "users");

const narrowed: Record<ActivityQuery["kind"], Pick<Wanted, "runs" | "states" | "held" | "verbs">> = {
  all: { runs: "all", states: true, held: true, verbs: { except: [] } },
  runs: { ...nothing, runs: "all", verbs: { only: verbsAbout("runs") } },
  states: { ...nothing, states: true, verbs: { only: verbsAbout("states") } },
  deletions: { ...nothing, runs: "deleting", held: true, verbs: { only: [...verbsAbout("deletions"), "user.delete"] } },
  settings: { ...nothing, verbs: { except: notSettings } },
  keys: { ...nothing, verbs: { only: verbsAbout("keys") } },
};

function toEntry(happening: Happening): ActivityEntry {
  const { source, key, at } = happening.place;
  return { key: `${source}:${key}`, at, ...told(happening) };
}

function told(happening: Happening) {
  switch (happening.source) {
    case "run":
      return { source: "run", run: toRunView(happening.run) } as const;
    case "state": {
      const { state, reason } = happening.change;
      return { source: "state", state: state as SyncState, reason } as const;
    }
    case "held":
      return { source: "held", ...happening.held } as const;
    case "act":
      return { source: "act", ...actView(happening.act) } as const;
  }
}

const toCursor = ({ at, source, key }: Place): string => Buffer.from([at, source, key].join(" ")).toString("base64url");

function parseCursor(cursor: string): Place {
  const text = Buffer.from(cursor, "base64url").toString();
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (run|state|held|act) ([\w-]{1,64})$/.exec(text);
  const [, at, source, key] = parts ?? [];
  if (!at || !source || !key) throw new AppError("invalid_input", "This is no place in the list.");
  return { at, source: source as Place["source"], key };
}
