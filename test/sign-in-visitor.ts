import type { answerAuth } from "@/lib/auth-route";
import { inRequest } from "./next-request";

type Answer = typeof answerAuth;

/** A browser that signs in: a jar of cookies per origin, and the console's own handler in place of a server. */
export function openVisitor(console: string, answer: Answer, userAgent = "a browser") {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const cookieOf = (url: string) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join("; ");

  function keep(url: string, response: Response) {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value && !/max-age=0\b/i.test(line)) jarOf(url).set(name, decodeURIComponent(value));
      else jarOf(url).delete(name);
    }
    return response;
  }

  /** One request, redirects not followed. */
  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: cookieOf(url), "user-agent": userAgent, ...init.headers };
    const request = { ...init, headers, redirect: "manual" as const };
    if (!url.startsWith(console)) return keep(url, await fetch(url, request));
    const nextauth = new URL(url).pathname.split("/").slice(3);
    const context = { params: Promise.resolve({ nextauth }) };
    return keep(url, await inRequest(url, request, (asked) => answer(asked, context)));
  }

  /** The POST behind a sign-in button. Returns the issuer's address, or where the console sends instead. */
  async function begin(way: string, fields: Record<string, string> = {}): Promise<string> {
    const { csrfToken } = await (await ask(`${console}/api/auth/csrf`)).json();
    const body = new URLSearchParams({ csrfToken, callbackUrl: `${console}/projects`, json: "true", ...fields });
    const answered = await ask(`${console}/api/auth/signin/${way}`, { method: "POST", body });
    return (await answered.json()).url;
  }

  /** Follows the issuer until it sends back to the console; that address, not visited yet. */
  async function follow(start: string): Promise<string> {
    for (let url = start, n = 0; n < 10; n++) {
      if (url.startsWith(console)) return url;
      const location = (await ask(url)).headers.get("location");
      if (!location) throw new Error(`${url} leads nowhere`);
      url = new URL(location, url).href;
    }
    throw new Error("too many redirects");
  }

  /** The whole way; the path at which the person arrives. */
  async function signIn(way: string, fields?: Record<string, string>): Promise<string> {
    const answered = await ask(await follow(await begin(way, fields)));
    const { pathname, search } = new URL(answered.headers.get("location") ?? "", console);
    return pathname + search;
  }

  return { ask, begin, follow, signIn, cookie: () => cookieOf(console), jar: jarOf(console) };
}
