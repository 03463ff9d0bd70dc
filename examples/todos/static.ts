import { readFileSync } from "node:fs";
import path from "node:path";
import type { Reply } from "./http";

const TYPES = { ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };

function load(name: string, type: string): Reply {
  const body = readFileSync(path.join(import.meta.dirname, "public", name));
  return { status: 200, body, type, headers: { "cache-control": "no-cache" } };
}

const FILES = new Map<string, Reply>([
  ["/tokens.css", load("tokens.css", TYPES[".css"])],
  ["/styles.css", load("styles.css", TYPES[".css"])],
  ["/controls.css", load("controls.css", TYPES[".css"])],
  ["/app.js", load("app.js", TYPES[".js"])],
  ["/favicon.svg", load("favicon.svg", TYPES[".svg"])],
]);

/** A file of `public/`, or undefined. */
export const staticFile = (pathname: string): Reply | undefined => FILES.get(pathname);
