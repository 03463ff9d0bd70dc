import { z } from "zod";
import { AppError } from "@/lib/errors";
import type { UsersQuery } from "./types";

/** A place between two rows of one order: the row next to it, and on which side of that row the page lies. */
export type Cursor = { side: "after" | "before"; key: string | null; id: string };

type Order = Pick<UsersQuery, "sort" | "direction">;

const shape = z.tuple([z.enum(["after", "before"]), z.string(), z.string().nullable(), z.string()]);
const orderName = ({ sort, direction }: Order) => `${sort} ${direction}`;
const isTime = (text: string) =>
  /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text) && !Number.isNaN(Date.parse(text));

export const encodeCursor = (order: Order, { side, key, id }: Cursor): string =>
  Buffer.from(JSON.stringify([side, orderName(order), key, id])).toString("base64url");

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
}

/** Throws AppError `invalid_input` where it is no cursor, or one of another order. */
export function decodeCursor(order: Order, text: string): Cursor {
  const result = shape.safeParse(parse(text));
  const [side, name, key, id] = result.data ?? [];
  const timed = order.sort === "created_at" || order.sort === "updated_at";
  if (
    !side ||
    name !== orderName(order) ||
    key === undefined ||
    id === undefined ||
    (timed && key !== null && !isTime(key))
  ) {
    throw new AppError("invalid_input", "This page of the list does not exist.", {
      field: "cursor",
      remedy: "Go back to the first page.",
    });
  }
  return { side, key, id };
}
