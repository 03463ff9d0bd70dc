import { createHash, randomBytes } from "node:crypto";
import pg from "pg";

/** Makes a link that signs in once within 15 minutes. Only the hash of its token is stored. */
export async function makeSignInLink(databaseUrl, url) {
  const token = randomBytes(32).toString("base64url");
  const hash = createHash("sha256").update(token).digest("hex");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      "insert into sign_in_links (token_hash, expires_at) values ($1, now() + interval '15 minutes')",
      [hash],
    );
  } finally {
    await client.end();
  }
  return `${url}/sign-in/link?token=${token}`;
}
