import { db } from "@/db/client";
import { accounts } from "@/db/schema";
import { authenticate } from "@/lib/integrations/authenticate";
import { connect } from "@/lib/integrations/connect";
import { selectProject } from "@/lib/integrations/select-project";
import { createProject } from "@/lib/projects/create-project";
import type { Actor } from "@/lib/projects/views";
import { connectionVault } from "@/lib/sealed";
import { faults } from "../model/faults";
import { installModel, model, modelId } from "../model/provider";
import { ourProject, startModel } from "../model/server";
import { World } from "../model/world";
import { gate } from "../seam/gate";
import {
  breakPooled,
  closePooler,
  installPooler,
  installPostgresSeam,
  poolerHost,
  poolerSettled,
  reseedPooler,
  targetPrefix,
} from "../seam/postgres";
import { asSuite } from "../seam/process";
import { tools } from "../seam/sabotage";
import { installTimeSeam } from "../seam/time";
import { weather } from "../seam/weather";
import { ConsoleStage } from "./console";
import { TargetStage } from "./target";

/** How the engine reaches its target: itself, through the suite's own pooler, or through a real PgBouncer. */
export type Route = "direct" | "pooler" | "pgbouncer";

export type Scene = { timed: boolean; style: World["style"]; route: Route };

/** Everything a history plays on, made once per worker and emptied before each history. */
export class Stage {
  private constructor(
    readonly console: ConsoleStage,
    readonly target: TargetStage,
    readonly actor: Actor,
    readonly projectId: string,
    readonly integrationId: string,
    readonly pgbouncer: string | null,
    private readonly stopModel: () => void,
  ) {}

  /** `server`: a superuser's address without a database. `pgbouncer`: host and port of one in front of it, if there is. */
  static async create(server: string, name: string, pgbouncer: string | null = null): Promise<Stage> {
    installPostgresSeam();
    installModel();
    const { origin, stop } = await startModel(() => model.world ?? new World(false, "met"));
    model.origin = origin;
    const target = await TargetStage.create(server, `${targetPrefix}${name}`);
    installPooler(target.url);
    const console = await ConsoleStage.create(server, `console_${name}`);
    const { actor, projectId, integrationId } = await connectModel(target.url);
    await target.watch();
    const stage = new Stage(console, target, actor, projectId, integrationId, pgbouncer, stop);
    tools.elsewhere = (text, values) => console.query(text, values);
    tools.saveCursor = async (userId) => {
      const page = model.world?.pages.findLast(({ users }) => users.some(({ id }) => id === userId));
      if (page) await console.saveCursor(page.next);
    };
    gate.isBlocked = () => asSuite(() => console.isBlocked([target.name, `console_${name}`]));
    installTimeSeam((seconds) => stage.pass(seconds));
    return stage;
  }

  async reset({ timed, style, route }: Scene, random: () => number): Promise<World> {
    const world = new World(timed, style);
    model.world = world;
    faults.clear();
    weather.clear();
    reseedPooler(random);
    const url = new URL(this.target.url);
    if (route === "pooler") url.hostname = poolerHost;
    if (route === "pgbouncer" && this.pgbouncer) url.host = this.pgbouncer;
    const connection = connectionVault.seal(`${url}?sslmode=disable`, this.projectId);
    await Promise.all([
      this.console.reset(this.integrationId).then(() => this.console.point(this.projectId, connection)),
      this.target.reset(),
    ]);
    return world;
  }

  async pass(seconds: number): Promise<void> {
    await Promise.all([this.console.pass(seconds), this.target.pass(seconds)]);
  }

  async crash(): Promise<void> {
    await breakPooled();
    await this.target.crash();
  }

  async restore(): Promise<boolean> {
    await breakPooled();
    return this.target.restore();
  }

  settled = () => poolerSettled();

  async end(): Promise<void> {
    await closePooler();
    await Promise.all([this.target.end(), this.console.end()]);
    this.stopModel();
  }
}

type Connected = { actor: Actor; projectId: string; integrationId: string };

/** The whole of Connect, by the verbs that the pages call. */
async function connectModel(targetUrl: string): Promise<Connected> {
  const [account] = await db().insert(accounts).values({ name: "Dana" }).returning();
  const actor: Actor = { accountId: account?.id ?? "", name: "Dana", sessionId: "convergence" };
  const { id: projectId } = await createProject(actor, {
    name: "Storefront",
    connectionString: `${targetUrl}?sslmode=disable`,
  });
  await authenticate(actor, projectId, modelId, { key: "a key" });
  await selectProject(actor, projectId, modelId, ourProject.id);
  const { id: integrationId } = await connect(actor, projectId, modelId, { schema: "neon_auth" });
  return { actor, projectId, integrationId };
}
