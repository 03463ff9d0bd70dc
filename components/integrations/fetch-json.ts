import { AppError, type PublicError } from "@/lib/errors";

/** GET from the console's own API. Throws AppError with the words that the API sent, or that it did not answer. */
export async function fetchJson<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: "application/json" } }).catch((cause: unknown) => {
    throw silent(cause);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const error = (body as { error?: PublicError } | null)?.error;
  throw error ? new AppError(error.code, error.message, error) : silent(response.status);
}

const silent = (cause: unknown) =>
  new AppError("internal", "The console does not answer.", {
    cause,
    meaning: "Nothing here is newer than the last answer.",
    remedy: "This page asks again by itself.",
  });
