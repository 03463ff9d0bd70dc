import { integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { at } from "./columns";
import { ofIntegration } from "./integrations";

/** What happened in one minute, for charts. `lag` counts changes by the time from event to row; its bounds are in code. */
export const minutes = pgTable(
  "minutes",
  {
    integrationId: ofIntegration(),
    minute: at().notNull(),
    applied: integer().notNull().default(0),
    superseded: integer().notNull().default(0),
    duplicate: integer().notNull().default(0),
    askedAgain: integer().notNull().default(0),
    parked: integer().notNull().default(0),
    held: integer().notNull().default(0),
    requests: integer().notNull().default(0),
    refused: integer().notNull().default(0),
    lag: integer().array().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.integrationId, t.minute] })],
);
