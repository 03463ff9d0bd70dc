export const fileTypes = { csv: "text/csv", ndjson: "application/x-ndjson" };

/**
 * A file that is sent as it is made, one piece of text at a time, and only as fast as it is read. Where the making fails,
 * the response breaks off instead of ending, so that nobody takes the half for the whole.
 */
export function download(text: AsyncGenerator<string, void>, { name, type }: { name: string; type: string }): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await text.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await text.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": `${type}; charset=utf-8`,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}
