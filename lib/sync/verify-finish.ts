import { concludeVerify, type Tally } from "@/db/queries/differences";
import { updateIntegration } from "@/db/queries/integrations";
import type { Run } from "@/db/queries/runs";
import { formatCount, formatNumber } from "@/lib/format";
import { log } from "@/lib/log";

/** Equal is said only where every user was compared and every row is somebody's. */
function judge(tally: Tally): { state: "equal" | "incomplete"; reason: string | null } {
  const parts = [differencesIn(tally), ...whatIsOpen(tally)].filter((part) => part !== null);
  return parts.length === 0
    ? { state: "equal", reason: null }
    : { state: "incomplete", reason: `${parts.join("; ")}.` };
}

function differencesIn({ missing, changed, extra, beyond }: Tally): string | null {
  const total = missing + changed + extra;
  if (total === 0) return null;
  const kinds = [
    missing > 0 && `${formatNumber(missing)} missing`,
    changed > 0 && `${formatNumber(changed)} changed`,
    extra > 0 && `${formatNumber(extra)} extra`,
  ].filter(Boolean);
  const more = beyond > 0 ? `, and up to ${formatNumber(beyond)} more behind them` : "";
  return `${formatCount(total, "row differs", "rows differ")}: ${kinds.join(", ")}${more}`;
}

const whatIsOpen = ({ waiting, unjudged }: Tally) => [
  waiting > 0
    ? `${formatCount(waiting, "user differs and has a change", "users differ and have changes")} waiting in the inbox`
    : null,
  unjudged > 0 ? `${formatCount(unjudged, "user")} could not be read or compared` : null,
];

/** Ends a verify that has nothing left to do. Where it has proved both sides equal, that is the newest proof. */
export async function finishVerify({ id, integrationId }: Run): Promise<void> {
  const outcome = await concludeVerify(id, judge);
  if (!outcome) return;
  log.info({ runId: id, integrationId, ...outcome }, "verify ended");
  if (outcome.state === "equal") await updateIntegration(integrationId, { lastCheckedAt: new Date() });
}
