import { z } from "zod";
import { AppError } from "@/lib/errors";
import { name } from "@/lib/providers/supabase-api";
import type { Change, Webhook } from "@/lib/providers/types";
import { type Raw, text, time } from "@/lib/providers/user";

const kinds = { INSERT: "created", UPDATE: "updated", DELETE: "deleted" } as const;

const Row = z.custom<Raw>().and(z.looseObject({ id: z.string().min(1) }));
const Event = z.object({
  type: z.enum(["INSERT", "UPDATE", "DELETE"]),
  schema: z.string(),
  table: z.string(),
  record: z.unknown().optional(),
  old_record: z.unknown().optional(),
});

/** The body of a database webhook: https://supabase.com/docs/guides/database/webhooks#payload */
function parse(body: unknown): Change[] {
  const event = Event.safeParse(body);
  if (event.success && (event.data.schema !== "auth" || event.data.table !== "users")) return [];
  const row = Row.safeParse(event.data?.record ?? event.data?.old_record);
  if (!event.success || !row.success) throw new AppError("invalid_input", `This is no event about ${name}'s users.`);
  const { id, updated_at, deleted_at } = row.data;
  const kind = text(deleted_at) === null ? kinds[event.data.type] : "deleted";
  return [{ userId: id, kind, updatedAt: kind === "deleted" ? null : time(updated_at) }];
}

/**
 * Sends what a database webhook would, less the row: that one holds the password's hash. `at` makes two bodies differ,
 * whose digests are their ids. A failure of its own must never stop a sign-up.
 */
const trigger = (url: string) => `create extension if not exists pg_net;

create or replace function public.rollcall_user_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform net.http_post(
    url := '${url.replaceAll("'", "''")}',
    headers := '{"content-type": "application/json", "authorization": "Bearer SIGNING_SECRET"}'::jsonb,
    body := jsonb_build_object(
      'type', tg_op, 'schema', tg_table_schema, 'table', tg_table_name, 'at', clock_timestamp(),
      'record', jsonb_build_object(
        'id', changed->'id', 'updated_at', changed->'updated_at', 'deleted_at', changed->'deleted_at'
      )
    )
  );
  return null;
exception when others then
  raise warning 'Rollcall was not told of a change: %', sqlerrm;
  return null;
end $$;

create or replace trigger rollcall_user_changed
after insert or update or delete on auth.users
for each row execute function public.rollcall_user_changed();`;

/** Supabase Auth has no webhooks for what has happened; its database has. */
export const supabaseWebhook = {
  scheme: { kind: "shared-secret", header: "authorization", prefix: "Bearer " },
  secretFrom: "rollcall",
  instructions: [
    "Open the SQL Editor of your project in the Supabase dashboard and paste the code shown here.",
    "Put the signing secret in place of SIGNING_SECRET, then run it.",
    "From then on your database tells Rollcall who was created, changed or deleted, and nothing else about them.",
  ],
  snippet: (url) => ({ title: "SQL for the SQL Editor", code: trigger(url) }),
  parse,
} satisfies Webhook<unknown>;
