import { and, eq, sql } from "drizzle-orm";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { accounts, auditLog, identities, invitations, members, projects, sessions } from "@/db/schema";
import { getAccount, linkIdentity, unlinkIdentity } from "@/lib/accounts/identities";
import { findActor } from "@/lib/accounts/sessions";
import { signInByIdentity } from "@/lib/accounts/sign-in-by-identity";
import { signInByInvitation } from "@/lib/accounts/sign-in-by-invitation";
import { createConsole } from "@/test/console";
import { createActor } from "@/test/integration";
import { listAudit } from "./audit";
import { getProject } from "./get-project";
import { acceptInvitation, createInvitation, listInvitations, readInvitation, revokeInvitation } from "./invitations";
import { listProjects } from "./list-projects";
import { changeRole, listMembers, removeMember } from "./members";
import { renameProject } from "./rename-project";
import type { Actor, Role } from "./views";

let database: string;
let projectId: string;
let owner: Actor;
let first: Actor;

async function join(role: Role, name: string = role): Promise<Actor> {
  const actor = await createActor(name);
  await db().insert(members).values({ projectId, accountId: actor.accountId, role });
  return actor;
}

/** Holds the project's members until each verb waits for them or for the other, then lets both go on. */
async function atOnce(verbs: (() => Promise<void>)[]) {
  const holder = new pg.Client({ connectionString: database });
  await holder.connect();
  await holder.query("begin");
  await holder.query("select from members where project_id = $1 for update", [projectId]);
  const running = Promise.allSettled(verbs.map((verb) => verb()));
  await vi.waitFor(async () => {
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    expect((await db().execute(waiting)).rowCount).toBe(verbs.length);
  }, 10_000);
  await holder.query("commit");
  await holder.end();
  return running;
}

const tokenOf = (link: string) => link.split("/invite/")[1] ?? "";
const offer = { role: "viewer", days: 7, label: "Ravi" } as const;
const roles = async () => new Map((await listMembers(owner, projectId)).map(({ name, role }) => [name, role]));

beforeAll(async () => {
  database = await createConsole();
  first = await createActor("First");
});
beforeEach(async () => {
  const place = { name: "Storefront", connection: "x", host: "h", database: "d", role: "r" };
  const [project] = await db().insert(projects).values(place).returning();
  projectId = project?.id ?? "";
  owner = await join("owner", "Olga");
});

describe("members", () => {
  it("are listed with role, identities and last sign of life, for a viewer too", async () => {
    const viewer = await join("viewer", "Vera");
    await linkIdentity(viewer, { provider: "github", subject: "1", name: "v", email: "vera@example.com" });
    const seen = new Date(Date.now() - 60_000);
    const expiresAt = new Date(Date.now() + 60_000);
    await db().insert(sessions).values({ accountId: viewer.accountId, lastSeenAt: seen, expiresAt });
    expect(await listMembers(viewer, projectId)).toEqual([
      expect.objectContaining({ name: "Olga", role: "owner", isYou: false, lastSeenAt: null, identities: [] }),
      expect.objectContaining({
        ...{ name: "Vera", role: "viewer", isYou: true, lastSeenAt: seen.toISOString() },
        identities: [{ way: "GitHub", email: "vera@example.com" }],
      }),
    ]);
  });

  it("the last owner neither leaves nor steps down", async () => {
    await join("admin");
    const self = { accountId: owner.accountId, role: "admin" } as const;
    await expect(changeRole(owner, projectId, self)).rejects.toMatchObject({ code: "conflict" });
    await expect(removeMember(owner, projectId, owner.accountId)).rejects.toMatchObject({ code: "conflict" });
    expect((await roles()).get("Olga")).toBe("owner");
  });

  it.each([
    ["step down", (actor: Actor) => changeRole(actor, projectId, { accountId: actor.accountId, role: "viewer" })],
    ["leave", (actor: Actor) => removeMember(actor, projectId, actor.accountId)],
    ["remove each other", (actor: Actor, other: Actor) => removeMember(actor, projectId, other.accountId)],
  ])("of two owners who %s at the same moment one remains, and still is one", async (_how, act) => {
    for (let round = 0; round < 5; round++) {
      const other = await join("owner", `Other ${round}`);
      const outcomes = await atOnce([() => act(owner, other), () => act(other, owner)]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      const owners = and(eq(members.projectId, projectId), eq(members.role, "owner"));
      const left = await db().select().from(members).where(owners);
      expect(left).toHaveLength(1);
      owner = left[0]?.accountId === owner.accountId ? owner : other;
    }
  });

  it("an admin changes nobody's role and removes nobody, but may leave", async () => {
    const [admin, viewer] = [await join("admin"), await join("viewer")];
    const up = { accountId: admin.accountId, role: "owner" } as const;
    await expect(changeRole(admin, projectId, up)).rejects.toMatchObject({ code: "forbidden" });
    await expect(removeMember(admin, projectId, viewer.accountId)).rejects.toMatchObject({ code: "forbidden" });
    await removeMember(admin, projectId, admin.accountId);
    expect([...(await roles()).keys()]).toEqual(["Olga", "viewer"]);
  });

  it("an ex-member sees nothing from then on, and the invitations that they made are void", async () => {
    const admin = await join("admin");
    const link = await createInvitation(admin, projectId, { ...offer, role: "admin" });
    await removeMember(owner, projectId, admin.accountId);
    for (const verb of [getProject, listMembers, listInvitations]) {
      await expect(verb(admin, projectId)).rejects.toMatchObject({ code: "not_found" });
    }
    const all = { actor: null, outcome: null, before: null, after: null };
    await expect(listAudit(admin, projectId, all)).rejects.toMatchObject({ code: "not_found" });
    expect(await listProjects(admin)).toEqual([]);
    await expect(acceptInvitation(admin, tokenOf(link))).rejects.toMatchObject({ code: "not_found" });
  });

  it("whoever is owner no more keeps no invitation that makes owners", async () => {
    const other = await join("owner", "Other");
    const link = await createInvitation(other, projectId, { ...offer, role: "owner" });
    await changeRole(owner, projectId, { accountId: other.accountId, role: "admin" });
    expect(await readInvitation(null, tokenOf(link))).toEqual({ end: "unknown" });
  });

  it("a member of another project is no member here", async () => {
    const stranger = await createActor("Stranger");
    await expect(removeMember(owner, projectId, stranger.accountId)).rejects.toMatchObject({ code: "not_found" });
    await expect(changeRole(owner, projectId, { accountId: stranger.accountId, role: "owner" })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

describe("invitations", () => {
  it("the link is kept nowhere: only its hash is", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, offer));
    const stored = JSON.stringify([await db().select().from(invitations), await db().select().from(auditLog)]);
    expect(token).toHaveLength(43);
    expect(stored).not.toContain(token);
  });

  it("a person who is signed in joins once, as the role says, even in two tabs", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, { ...offer, role: "admin" }));
    const ravi = await createActor("Ravi");
    await Promise.all(
      [acceptInvitation(ravi, token), acceptInvitation(ravi, token)].map((one) => one.catch(() => null)),
    );
    expect((await roles()).get("Ravi")).toBe("admin");
    expect(await listInvitations(owner, projectId)).toEqual([]);
    await expect(acceptInvitation(await createActor("Late"), token)).rejects.toMatchObject({ code: "not_found" });
    const entries = await db().select().from(auditLog).where(eq(auditLog.accountId, ravi.accountId));
    expect(entries).toMatchObject([{ verb: "invitation.accept", projectId, detail: { role: "admin" } }]);
    expect((await listMembers(owner, projectId)).find(({ name }) => name === "Ravi")?.since).toBe(
      entries[0]?.at.toISOString(),
    );
  });

  it("two people with one link: one of them joins", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, offer));
    const two = [await createActor("One"), await createActor("Two")];
    const outcomes = await Promise.allSettled(two.map((actor) => acceptInvitation(actor, token)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await roles()).size).toBe(2);
  });

  it("looking at a link uses nothing up, and shows a member their project", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, offer));
    for (const actor of [null, await createActor("Ravi"), null]) {
      expect(await readInvitation(actor, token)).toMatchObject({ offer: { project: "Storefront", invitedBy: "Olga" } });
    }
    expect(await readInvitation(owner, token)).toEqual({ memberOf: projectId });
    await acceptInvitation(owner, token);
    expect((await roles()).get("Olga")).toBe("owner");
    expect(await listInvitations(owner, projectId)).toHaveLength(1);
  });

  it("one that is used, revoked, expired or unknown gives nothing, and shows only why", async () => {
    const used = tokenOf(await createInvitation(owner, projectId, offer));
    await acceptInvitation(await createActor("Early"), used);
    const revoked = tokenOf(await createInvitation(owner, projectId, offer));
    const [listed] = await listInvitations(owner, projectId);
    await revokeInvitation(owner, projectId, listed?.id ?? "");
    const expired = tokenOf(await createInvitation(owner, projectId, offer));
    await db()
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(invitations.projectId, projectId));
    const ravi = await createActor("Ravi");
    for (const [token, end] of [
      [used, "used"],
      [revoked, "unknown"],
      [expired, "expired"],
      ["unknown", "unknown"],
    ] as const) {
      expect(await readInvitation(ravi, token)).toEqual({ end });
      await expect(acceptInvitation(ravi, token)).rejects.toMatchObject({ code: "not_found" });
      expect(await signInByInvitation(token, "Nobody", "a browser")).toBeNull();
    }
    expect(await listInvitations(owner, projectId)).toMatchObject([{ isExpired: true }]);
    expect(await db().$count(accounts, eq(accounts.name, "Nobody"))).toBe(0);
  });

  it("nobody hands on more than they have, for longer than 30 days, or in another project", async () => {
    const admin = await join("admin");
    const makingOwners = createInvitation(admin, projectId, { ...offer, role: "owner" });
    await expect(makingOwners).rejects.toMatchObject({ code: "forbidden" });
    for (const days of [0, 31, 1.5]) {
      await expect(createInvitation(owner, projectId, { ...offer, days })).rejects.toMatchObject({ field: "days" });
    }
    await createInvitation(owner, projectId, offer);
    const [listed] = await listInvitations(owner, projectId);
    const place = { name: "Other", connection: "x", host: "h", database: "d", role: "r" };
    const [other] = await db().insert(projects).values(place).returning();
    const there = { projectId: other?.id ?? "", accountId: owner.accountId, role: "owner" } as const;
    await db().insert(members).values(there);
    const elsewhere = revokeInvitation(owner, there.projectId, listed?.id ?? "");
    await expect(elsewhere).rejects.toMatchObject({ code: "not_found" });
  });

  it("where no other way is set up, a link makes one new account and signs it in", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, offer));
    const signedIn = await signInByInvitation(token, "  Ravi Menon ", "a browser");
    const actor = await findActor(signedIn?.sessionId ?? "");
    expect(actor?.name).toBe("Ravi Menon");
    expect((await roles()).get("Ravi Menon")).toBe("viewer");
    expect(await signInByInvitation(token, "Second", "a browser")).toBeNull();
    expect(await db().$count(accounts, eq(accounts.name, "Second"))).toBe(0);
    await expect(renameProject(actor as Actor, projectId, { name: "Mine" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("a name that is no name makes no account and keeps the invitation", async () => {
    const token = tokenOf(await createInvitation(owner, projectId, offer));
    await expect(signInByInvitation(token, " \u0007 ", "a browser")).rejects.toMatchObject({ field: "name" });
    expect(await readInvitation(null, token)).toMatchObject({ offer: { role: "viewer" } });
  });
});

describe("identities", () => {
  const identity = (subject: string) => ({ provider: "github", subject, name: "G", email: null });

  it("the last one stays, unless the one-time link lets the person in: then it may go", async () => {
    const actor = await createActor("Hers");
    await linkIdentity(actor, identity("a"));
    await expect(unlinkIdentity(actor, identity("a"))).rejects.toMatchObject({ code: "conflict" });
    await linkIdentity(first, identity("b"));
    await unlinkIdentity(first, identity("b"));
    expect((await getAccount(first)).identities).toEqual([]);
  });

  it("nobody unlinks another's", async () => {
    const actor = await createActor("Hers");
    await linkIdentity(actor, identity("c"));
    await expect(unlinkIdentity(owner, identity("c"))).rejects.toMatchObject({ code: "not_found" });
    expect(await db().$count(identities, eq(identities.accountId, actor.accountId))).toBe(1);
  });

  it("an account known by one lands in a project by an invitation without becoming a second one", async () => {
    const actor = await createActor("Known");
    await linkIdentity(actor, identity("d"));
    const invitation = tokenOf(await createInvitation(owner, projectId, offer));
    const entered = await signInByIdentity(identity("d"), { userAgent: "", invitation });
    expect(entered).toMatchObject({ accountId: actor.accountId });
    expect((await roles()).get("Known")).toBe("viewer");
  });
});
