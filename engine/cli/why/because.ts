import { knownSince } from '../../account/profile.ts';
import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Instant } from '../../kernel/instant.ts';
import { unrepeatable } from '../../operate/repeat-acts.ts';
import type { KillSwitches } from '../../sending/kill-switches.ts';
import type { Difference } from '../../why/decided-there.ts';
import type { ThereRead } from './read-there.ts';

/** The inputs of a replayed journey. */
export interface DecidedBy {
  /** The journey in the folder. */
  journey: JourneyDefinition;
  at: Instant;
  /** Switches at the end of the replay. */
  switches: KillSwitches;
}

/** Known reasons, in words, why a replay may differ from what happened. */
export const becauseOf = ({ facts }: Difference, there: ThereRead, { journey, at, switches }: DecidedBy): string[] => {
  const { id, hash } = journey;
  const { snapshot, kept, live, acts } = there;
  const versions = new Set(snapshot.enrollments.filter(each => each.journey === id).map(({ version }) => version));
  const other = [...versions].find(version => version !== hash);
  const known = knownSince(snapshot.profile);
  const lost = acts.flatMap(act => {
    const isOfIt = act.journey === undefined || act.journey === id || act.account !== undefined;
    const what = isOfIt && act.at <= at ? unrepeatable(act) : undefined;
    return what === undefined ? [] : [`${what} on ${act.at.slice(0, 10)} by ${act.by}, which a replay can't repeat`];
  });
  return [
    ...(other === undefined ? [] : [`it was in version ${other} there, and this folder has version ${hash}`]),
    ...(other === undefined && live.get(id) !== hash
      ? [`version ${live.get(id)} is deployed there, and this folder has version ${hash}`]
      : []),
    ...(kept && known !== undefined && known.slice(0, 10) < kept.since
      ? [`the account has been known there since ${known.slice(0, 10)}, but events are only stored since ${kept.since}`]
      : []),
    ...facts,
    ...lost,
    ...switchedOtherwise(id, there.switches, switches),
  ];
};

/** Switches without an audit line: those set by the brake of a journey, or in Parameter Store directly. */
const switchedOtherwise = (journey: string, there: KillSwitches, again: KillSwitches): string[] => {
  if (there === 'unknown' || again === 'unknown') return [];
  const held = there.everything || there.classes.size > 0 || there.journeys.has(journey);
  return [
    ...(held && !again.journeys.has(journey) ? ['a switch holds its messages there, without an audit line'] : []),
    ...(there.closed.has(journey) && !again.closed.has(journey)
      ? ['it is closed to new accounts there, without an audit line']
      : []),
  ];
};
