import { type EvidenceHorizon, rowsOfChannel } from "../facts/index.ts";
import { names, text } from "../report/index.ts";
import { distinctTexts } from "../shared/distinct-texts.ts";
import { isShort, type LogCoverage, logCoverage } from "./log-coverage.ts";

/**
 * What a check may conclude from silence in some channels together. `none`: no log of any was given. `whole`: each is
 * whole, and every host that should write to all of them was given with all. `hosts`: those that should; all that wrote to
 * one, when none is known.
 */
export function channelsCoverage(
  horizon: EvidenceHorizon,
  channels: readonly string[],
  hosts: ReadonlySet<string>,
): LogCoverage {
  const coverages = channels.map((channel) => logCoverage(horizon, channel));
  const only = coverages.length === 1 ? coverages[0] : undefined;
  if (coverages.every(({ kind }) => kind === "none")) {
    return only ?? { kind: "none", reason: { code: "no-log-of-channels", arguments: { channels: names(channels) } } };
  }
  const partial = coverages.find(({ kind }) => kind === "partial");
  if (partial !== undefined) return partial;
  const written = channels.map((channel) => ({
    channel,
    hosts: new Set(rowsOfChannel(horizon, channel).map(({ host }) => host)),
  }));
  const all = distinctTexts(written.flatMap((one) => [...one.hosts]));
  const due = hosts.size > 0 ? distinctTexts(hosts) : all;
  for (const { channel, hosts: given } of written) {
    const missing = due.filter((host) => !given.has(host));
    if (missing.length > 0) {
      const reason = { code: "channel-missing", arguments: { channel: text(channel), hosts: names(missing) } };
      return { kind: "partial", reason };
    }
  }
  if (only !== undefined) return only;
  const given = { channels: names(channels), hosts: names(all) };
  const short = channels.flatMap((channel) => rowsOfChannel(horizon, channel)).filter(isShort);
  if (short.length === 0) return { kind: "whole", reason: { code: "nothing-in-channels", arguments: given } };
  const shortHosts = names(distinctTexts(short.map(({ host }) => host)));
  return { kind: "whole", reason: { code: "nothing-in-short-channels", arguments: { ...given, short: shortHosts } } };
}
