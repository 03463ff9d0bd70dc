import { z } from "zod";
import { type JsonRequest, requestJson } from "@/lib/http";
import { providers } from "@/lib/providers";
import { changesOf } from "@/lib/providers/events";
import type { Provider, ProviderUser, UserPage } from "@/lib/providers/types";
import { text, time, userSchema } from "@/lib/providers/user";
import { type List, nextPage } from "@/lib/providers/walk";
import { awaiting, processNow } from "../seam/process";
import { sabotage } from "../seam/sabotage";
import { faults } from "./faults";
import { ourProject } from "./server";
import type { World } from "./world";

export const modelId = "model";

/** What the suite shares with the provider that the engine asks. */
export const model = { world: undefined as World | undefined, origin: "", secret: "" };

/** The history's world. */
export function world(): World {
  if (!model.world) throw new Error("no history is under way");
  return model.world;
}

const User = userSchema((raw) => ({
  name: text(raw.name),
  email: text(raw.email),
  createdAt: time(Date.UTC(2026, 0, 1) + Number(raw.born) * 1000),
  updatedAt: time(raw.updated_at),
}));
const Page = z.object({ items: z.array(User), next: z.string().nullable() });
const Project = z.object({ id: z.string(), name: z.string() });
const NoSuchUser = z.object({ code: z.literal("USER_NOT_FOUND") }).transform(() => null);

/** Long for a loopback, and short for a server that never answers. */
const timeoutMs = { usual: 15_000, silent: 20 };

let asked = 0;

function ask<T, E = never>(path: string, answer: Pick<JsonRequest<T, E>, "schema" | "otherwise">): Promise<T | E> {
  return awaiting({ to: "provider", what: path }, async () => {
    const fault = faults.take(path === "/users" || path.startsWith("/users?"));
    const { data } = await requestJson({
      ...answer,
      name: "Model",
      url: `${model.origin}${path}`,
      headers: { "x-fault": fault ?? "", "x-ask": String(++asked) },
      timeoutMs: fault === "timeout" ? timeoutMs.silent : timeoutMs.usual,
    });
    return data;
  });
}

const page = (cursor: string | null) =>
  ask(cursor === null ? "/users" : `/users?cursor=${encodeURIComponent(cursor)}`, { schema: Page });

const read = (id: string): Promise<ProviderUser | null> =>
  ask(`/users/${encodeURIComponent(id)}`, { schema: User, otherwise: { 404: NoSuchUser } });

async function listFrom(id: string | null): Promise<List> {
  const { items, next } = await page(id);
  return { users: items, isEnd: next === null };
}

async function readPage(cursor: string | null): Promise<UserPage> {
  if (world().style === "met") return nextPage({ name: "Model", listFrom, getUser: read }, cursor);
  const { items, next } = await page(cursor);
  return { users: items, next };
}

async function listUsers(cursor: string | null): Promise<UserPage> {
  const given = await readPage(cursor);
  const users = given.users.map(({ id, raw }) => ({ id, version: Number(raw.version) }));
  world().pages.push({ next: given.next, users, undone: false });
  return given;
}

const credentials = z.object({
  key: z.string().min(1).meta({ label: "Key", help: "Any.", placeholder: "key", secret: true }),
});

/** The engine asks for a user by id in a walk only when the lists left that one out. */
const isSuspect = () => sabotage.without === "confirm" && processNow()?.kind === "walk";

async function nobody(): Promise<null> {
  sabotage.hits++;
  return null;
}

async function anybody() {
  sabotage.hits++;
  return ourProject;
}

/** The provider that the suite plays: like any other member of the family, with a world behind it. */
const modelProvider = {
  id: modelId,
  name: "Model",
  tagline: "A provider that misbehaves on purpose.",
  docsUrl: "https://example.test",
  keyHelp: { text: "Any.", url: "https://example.test" },
  credentials,
  get tracksUpdates() {
    return model.world?.timed ?? false;
  },
  address: () => "https://example.test",
  limit: null,
  listsLag: true,
  volatile: ["seen"],
  listProjects: async () => [ourProject],
  links: () => ({ console: "", users: "", apiKeys: "", signInMethods: "", docs: "" }),
  listUsers: (_: unknown, cursor: string | null) => listUsers(cursor),
  getUser: (_: unknown, id: string) => (isSuspect() ? nobody() : read(id)),
  identify: () => (sabotage.without === "identity" ? anybody() : ask("/project", { schema: Project })),
  countUsers: async () => (await ask("/count", { schema: z.object({ total: z.number() }) })).total,
  webhook: {
    scheme: { kind: "standard-webhooks" },
    secretFrom: "rollcall",
    instructions: [],
    parse: (body: unknown) => changesOf("Model", body, (data) => time(data.updated_at)),
    register: async (_: unknown, { secret }: { url: string; secret: string }) => {
      model.secret = secret;
      return { id: "endpoint" };
    },
  },
} satisfies Provider<z.output<typeof credentials>>;

/** Adds the model to the providers that this process knows. */
export function installModel(): void {
  Object.assign(providers, { [modelId]: modelProvider });
}
