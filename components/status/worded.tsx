import { ClockTime, RelativeTime } from "@/components/ui/relative-time";
import type { Words } from "@/lib/integrations/views";

/** Words with their times, which tick, and their codes. */
export const Worded = ({ words }: { words: Words }) =>
  words.map((part) => <Part key={JSON.stringify(part)} part={part} />);

function Part({ part }: { part: Words[number] }) {
  if (typeof part === "string") return part;
  if ("code" in part) return <code className="font-mono">{part.code}</code>;
  return "ago" in part ? <RelativeTime iso={part.ago} /> : <ClockTime iso={part.clock} />;
}
