import { expect } from "vitest";
import { AppError } from "@/lib/errors";
import { credentialFields } from "@/lib/providers/credentials";
import type { Counterpart } from "@/lib/providers/fixtures/counterpart";
import type { FaultProxy } from "@/lib/providers/fixtures/fault-proxy";
import type { Provider, ProviderUser } from "@/lib/providers/types";

/** One member in front of its counterpart, as the tests of the family see it. Filled before the first test. */
export type Subject = {
  provider: Provider;
  counterpart: Counterpart;
  proxy: FaultProxy;
  /** Through the proxy, for the selected project. */
  credentials: unknown;
  /** Everybody who is there by now. */
  there: string[];
};

const mostPages = 100;

/** Walks to the end and returns whom it met, in order; `between` runs after each page but the last. */
export async function walk(
  { provider, credentials }: Subject,
  between: (met: string[], page: number) => Promise<unknown> = async () => {},
): Promise<string[]> {
  const met: string[] = [];
  let cursor: string | null = null;
  for (let page = 1; page < mostPages; page++) {
    const { users, next } = await provider.listUsers(credentials, cursor);
    met.push(...users.map((user: ProviderUser) => user.id));
    if (next === null) return met;
    expect(next).not.toBe(cursor);
    cursor = next;
    await between(met, page);
  }
  throw new Error("the walk does not end");
}

/** Adds users; lists know them when it is done. */
export async function add(subject: Subject, count: number): Promise<string[]> {
  const added = await subject.counterpart.addUsers(count);
  subject.there.push(...added);
  await subject.counterpart.settle?.();
  return added;
}

/** Deletes users; lists know it when it is done. */
export async function remove(subject: Subject, ids: string[]): Promise<void> {
  for (const id of ids) await subject.counterpart.deleteUser(id);
  subject.there = subject.there.filter((id) => !ids.includes(id));
  await subject.counterpart.settle?.();
}

/** The AppError that a call must end with. */
export async function failure(promise: Promise<unknown>): Promise<AppError> {
  const error = await promise.then(
    () => new Error("it resolved"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof AppError)) throw error;
  return error;
}

/** The secret ones of what a person typed. */
export const secretsOf = (provider: Provider, typed: Record<string, string>): string[] =>
  credentialFields(provider).flatMap(({ name, secret }) => (secret && typed[name] ? [typed[name]] : []));
