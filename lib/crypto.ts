import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { env } from "@/lib/env";

/** Key-encryption keys, newest first: new values are sealed with the first, old ones opened with the one they name. */
const keys = () =>
  env.ROLLCALL_KEYS.split(",").map((entry) => {
    const [id = "", key = ""] = entry.split(":");
    return { id, key: Buffer.from(key, "base64") };
  });

/** Seals with AES-256-GCM as `v1.keyId.iv.tag.ciphertext`; `context` binds the value to its place. */
export function seal(plain: string, context: string): string {
  const [newest] = keys();
  if (!newest) throw new Error("ROLLCALL_KEYS is empty");
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", newest.key, iv).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return ["v1", newest.id, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made with the same context; throws where key, context or content differ. */
export function open(sealed: string, context: string): string {
  const [version, id, ...parts] = sealed.split(".");
  const [iv, tag, body] = parts.map((part) => Buffer.from(part, "base64url"));
  const found = keys().find((candidate) => candidate.id === id);
  if (version !== "v1" || !found || !iv || !tag || !body) throw new Error("sealed value: unknown key or form");
  const decipher = createDecipheriv("aes-256-gcm", found.key, iv).setAAD(Buffer.from(context)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

/** A token for a person or a machine: 32 random bytes, base64url. */
export const newToken = (): string => randomBytes(32).toString("base64url");

/** What is stored of a token. Tokens are random, so one round of SHA-256 is enough. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
