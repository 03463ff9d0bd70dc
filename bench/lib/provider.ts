import { Child } from "./child";

export type LoopbackProvider = {
  origin: string;
  /** Gives these users another name from now on. */
  touch(indexes: number[], version: number): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a Stack Auth of `count` generated users in a process of its own, so that it takes no time from the walk's. */
export async function startProvider(count: number): Promise<LoopbackProvider> {
  const child = new Child(["--import", "tsx", "--max-old-space-size=8192", "bench/provider-server.ts", String(count)]);
  const { port } = await child.next<{ port: number }>();
  return {
    origin: `http://127.0.0.1:${port}`,
    touch: async (touch, version) => void (await child.ask({ touch, version })),
    stop: () => child.stop(),
  };
}
