import pg from "pg";
import { Webhook } from "standardwebhooks";

/** The handler of the tutorials: check the signature, write the row that the payload holds, answer 200. */
let served;
const serve = () => {
  served ??= {
    pool: new pg.Pool({ connectionString: process.env.USERS_DATABASE_URL, max: 12 }),
    webhook: new Webhook(process.env.WEBHOOK_SECRET),
  };
  return served;
};

const upsert = `insert into users (id, name, email, created_at, raw_json) values ($1, $2, $3, $4, $5)
  on conflict (id) do update set name = excluded.name, email = excluded.email, raw_json = excluded.raw_json`;

export async function POST(request) {
  const { pool, webhook } = serve();
  const body = await request.text();
  let event;
  try {
    event = webhook.verify(body, Object.fromEntries(request.headers));
  } catch {
    return new Response("The signature does not fit.", { status: 400 });
  }
  const { data } = event;
  const created = new Date(data.signed_up_at_millis);
  await pool.query(upsert, [data.id, data.display_name, data.primary_email, created, JSON.stringify(data)]);
  return new Response("ok");
}

export const GET = () => new Response("ok");
