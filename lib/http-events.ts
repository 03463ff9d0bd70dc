import type { IncomingHttpHeaders } from "node:http";
import { createParser, type EventSourceMessage } from "eventsource-parser";
import { type Dispatcher, request } from "undici";
import { z } from "zod";
import { agent, answerOf, type JsonRequest, type Reply, replyOf, withinBudget } from "@/lib/http";
import { sendFailure, unavailable } from "@/lib/http-failure";

/** Of one message. */
const mostCharacters = 4_000_000;
const mostMessages = 500;
const timeoutMs = 15_000;

type EventsRequest<E> = Pick<JsonRequest<never, E>, "name" | "url" | "headers" | "otherwise" | "refusedRemedy"> & {
  /** Nothing for so long: there is nothing more for now. */
  quietMillis: number;
  /** Whether there is nothing more for now after this one. */
  isLast(message: EventSourceMessage): boolean;
};

/** In the order of the stream. `more`: it was left before it fell quiet. */
export type Events = { messages: EventSourceMessage[]; more: boolean };

/**
 * Opens a stream of server-sent events by GET, reads what it has, and closes it when it falls quiet, for at most 15 s and
 * 500 messages. A stream that breaks off keeps what it said until then. Draws on the budget and fails as `requestJson`.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export async function requestEvents<E = never>(options: EventsRequest<E>): Promise<Events | E> {
  const reply = await withinBudget(options.name, () => open(options));
  return reply.events ?? answerOf(reply, { ...options, schema: z.never() }).data;
}

const isStream = ({ "content-type": type }: IncomingHttpHeaders) => /^text\/event-stream\b/i.test(String(type));

async function open(options: EventsRequest<unknown>): Promise<Reply & { events?: Events }> {
  const { name, url, headers } = options;
  try {
    const reply = await request(url, {
      dispatcher: agent,
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: "text/event-stream", ...headers },
    });
    if (reply.statusCode !== 200 || !isStream(reply.headers)) return await replyOf(reply, options);
    const events = await readUntilQuiet(reply.body, options);
    return { status: reply.statusCode, headers: reply.headers, json: null, events };
  } catch (error) {
    throw sendFailure(error, name, timeoutMs);
  }
}

async function readUntilQuiet(
  body: Dispatcher.ResponseData["body"],
  { name, quietMillis, isLast }: EventsRequest<unknown>,
): Promise<Events> {
  const messages: EventSourceMessage[] = [];
  const decoder = new TextDecoder();
  let isQuiet = false;
  let comments = 0;
  const parser = createParser({
    maxBufferSize: mostCharacters,
    onEvent: (message) => {
      messages.push(message);
      isQuiet ||= isLast(message);
    },
    // The first may greet; a later one keeps an idle connection alive.
    onComment: () => {
      isQuiet ||= ++comments > 1;
    },
    onError: ({ type }) => {
      if (type === "max-buffer-size-exceeded") body.destroy(unavailable(`${name} sent an event that is too large.`));
    },
  });
  const timer = setTimeout(() => {
    isQuiet = true;
    body.destroy();
  }, quietMillis);
  try {
    for await (const part of body) {
      timer.refresh();
      parser.feed(decoder.decode(part, { stream: true }));
      if (isQuiet || messages.length >= mostMessages) break;
    }
  } catch (error) {
    if (!isQuiet && messages.length === 0) throw error;
  } finally {
    clearTimeout(timer);
  }
  return { messages, more: !isQuiet && messages.length > 0 };
}
