/** Next calls this once when a server starts, and never during a build. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startTracing } = await import("@/lib/observe/start");
    await startTracing();
    const { startBackground } = await import("@/inngest/start");
    await startBackground();
  }
}
