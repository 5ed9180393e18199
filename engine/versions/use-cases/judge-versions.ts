import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import type { DeployedVersions } from '../../ports/versions.ts';
import {
  describeCanary,
  type EnrollmentStory,
  figuresOfStories,
  judgeCanary,
  type VersionFigures,
} from '../judge-canary.ts';
import { describeVersionShare, type VersionShare, versionSwitch } from '../version-share.ts';

/** How many of each version's latest enrollments are compared. */
const most = 100;

/**
 * Sets the newest version's share to 0 if it does worse than the other. The alarm comes first: a process that died
 * between switch and alarm would never raise it, and twice is better than never. A process judges every ten minutes.
 * @returns the share from then on
 */
export const judgeVersions = async (
  { id, hash }: JourneyDefinition,
  share: VersionShare,
  now: Instant,
  { versions, switches, alarms }: PortsWith<'switches' | 'versions'>,
): Promise<VersionShare> => {
  if (share.rest === undefined || !versions.isLookDue(id, now)) return share;
  const [newest, rest] = await Promise.all([
    figuresOfVersion(id, hash, versions),
    figuresOfVersion(id, share.rest, versions),
  ]);
  const reason = judgeCanary(newest, rest);
  if (reason === undefined) return share;
  const none: VersionShare = { share: 0, rest: share.rest, why: describeCanary(reason) };
  await alarms.raise({ alarm: 'canary', journey: id, version: hash, ...reason });
  await switches.set(versionSwitch(id), describeVersionShare(hash, none));
  return none;
};

/** Figures of the latest enrollments that began while the version was compared. */
export const figuresOfVersion = async (
  journey: string,
  version: string,
  versions: Pick<DeployedVersions, 'begun' | 'story'>,
): Promise<VersionFigures> => {
  const begun = await versions.begun(journey, version, most);
  const stories: EnrollmentStory[] = [];
  for (let from = 0; from < begun.length; from += readAtOnce)
    stories.push(...(await Promise.all(begun.slice(from, from + readAtOnce).map(each => versions.story(each)))));
  return figuresOfStories(stories);
};

const readAtOnce = 10;
