import { text, timestamp } from "drizzle-orm/pg-core";

export const newId = () => text().$defaultFn(() => crypto.randomUUID());
export const id = () => newId().primaryKey();
export const at = () => timestamp({ withTimezone: true, mode: "date" });
export const createdAt = () => at().notNull().defaultNow();
