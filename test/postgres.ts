import type { TestProject } from "vitest/node";
import { startServer } from "./server";

declare module "vitest" {
  interface ProvidedContext {
    /** Superuser address of the run's own PostgreSQL, without a database name. */
    postgres: string;
  }
}

/** One PostgreSQL for the whole run, thrown away afterwards; each suite makes its own database on it. */
export default async function setup(project: TestProject) {
  const { address, stop } = await startServer();
  project.provide("postgres", address);
  return stop;
}
