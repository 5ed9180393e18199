import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { beginsInNewest, isCompared, versionShareOf, versionSwitch } from '../version-share.ts';
import { judgeVersions } from './judge-versions.ts';

export interface JourneysFor {
  journeys: readonly JourneyDefinition[];
  /** Ids of journeys with two versions under comparison. */
  compared: ReadonlySet<string>;
}

type VersionPorts = PortsWith<'switches' | 'versions'>;

/**
 * The journeys for an account: the older version where the account must not begin in the newest one. If the switches
 * cannot be read, the journeys' own canary settings apply.
 */
export const journeysFor = async (account: string, now: Instant, ports: VersionPorts): Promise<JourneysFor> => {
  const journeys = await ports.build.journeys();
  const live = await ports.versions.bring(journeys);
  const changed = journeys.filter(({ id }) => live[id]?.before !== undefined);
  if (changed.length === 0) return { journeys, compared: none };
  const switches = await ports.switches.read(now);
  const values = switches === 'unknown' ? undefined : switches.values;
  const others = new Map<string, JourneyDefinition>();
  const compared = new Set<string>();
  for (const journey of changed) {
    const said = versionShareOf(journey, live[journey.id]?.before, values?.get(versionSwitch(journey.id)));
    const share = isCompared(said) ? await judgeVersions(journey, said, now, ports) : said;
    if (isCompared(share)) compared.add(journey.id);
    if (share.rest === undefined || beginsInNewest(account, journey, share)) continue;
    const other = await ports.versions.definition(journey.id, share.rest);
    if (other) others.set(journey.id, other);
  }
  return { journeys: replaced(journeys, others), compared };
};

const none: ReadonlySet<string> = new Set();

/** Returns the same array for the same versions, because caches are keyed by it. */
const replaced = (
  journeys: readonly JourneyDefinition[],
  others: ReadonlyMap<string, JourneyDefinition>,
): readonly JourneyDefinition[] => {
  if (others.size === 0) return journeys;
  const name = [...others.values()].map(({ id, hash }) => `${id}#${hash}`).join(' ');
  const known = mixtures.get(journeys) ?? new Map<string, readonly JourneyDefinition[]>();
  mixtures.set(journeys, known);
  const mixture = known.get(name) ?? journeys.map(each => others.get(each.id) ?? each);
  known.set(name, mixture);
  return mixture;
};

const mixtures = new WeakMap<readonly JourneyDefinition[], Map<string, readonly JourneyDefinition[]>>();
