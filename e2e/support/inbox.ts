import type pg from "pg";

/** What a drain leaves to a person, put straight into the inbox. */
export const leave = (consoleDb: pg.Pool, state: "held" | "parked", userIds: string[]) =>
  consoleDb.query(
    `insert into changes (integration_id, event_id, user_id, kind, state, reason, attempts)
     select i.id, $1 || ':' || gen_random_uuid(), u.id, $2, $1, $3, 4
     from integrations i, unnest($4::text[]) u(id) where i.disconnected_at is null`,
    [state, state === "held" ? "deleted" : "updated", `Why it is ${state}.`, userIds],
  );
