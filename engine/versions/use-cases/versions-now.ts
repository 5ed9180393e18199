import type { JourneyDefinition } from '../../definition/journey-definition.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { DeployedVersions } from '../../ports/versions.ts';
import type { KillSwitches } from '../../sending/kill-switches.ts';
import type { VersionFigures } from '../judge-canary.ts';
import { type VersionShare, versionShareOf, versionSwitch } from '../version-share.ts';
import { figuresOfVersion } from './judge-versions.ts';

/** A version of a deployed journey. */
export interface VersionNow {
  version: string;
  /** Percent of accounts that begin in this version. */
  share: number;
  /** When it became the newest, if it is one of the last two. */
  since?: Instant;
  /** Figures of at most 100 of the latest enrollments that began while two versions were compared. */
  compared: VersionFigures;
}

export interface VersionsNow {
  newest: string;
  /** The version before the newest, if known. */
  before?: string;
  said: VersionShare;
  versions: VersionNow[];
}

/** The versions that accounts begin in now, the newest first. @param newest the deployed version */
export const versionsNow = async (
  journey: string,
  newest: string,
  switches: KillSwitches,
  versions: DeployedVersions,
): Promise<VersionsNow> => {
  const live = (await versions.live())[journey];
  const canary = live?.version === newest ? live.canary : undefined;
  const { before, said } = await shareNow(
    { id: journey, hash: newest, ...(canary !== undefined && { canary }) },
    switches,
    versions,
  );
  const known = await versions.of(journey);
  const named = [newest, ...known.filter(each => each !== newest && (each === said.rest || each === before)), ...known];
  return {
    newest,
    ...(before !== undefined && { before }),
    said,
    versions: await Promise.all(
      [...new Set(named)].map(async version => ({
        version,
        share: version === newest ? said.share : version === said.rest ? 100 - said.share : 0,
        ...(live?.version === version && { since: live.since }),
        compared: await figuresOfVersion(journey, version, versions),
      })),
    ),
  };
};

/** The share of accounts that begin in the deployed version of a journey. */
export const shareNow = async (
  journey: Pick<JourneyDefinition, 'id' | 'hash' | 'canary'>,
  switches: KillSwitches,
  versions: Pick<DeployedVersions, 'live'>,
): Promise<{ before: string | undefined; said: VersionShare }> => {
  const live = (await versions.live())[journey.id];
  // Until an event is routed after a deployment, the latest known version is the previous one.
  const before = live?.version === journey.hash ? live.before : live?.version;
  const value = switches === 'unknown' ? undefined : switches.values?.get(versionSwitch(journey.id));
  return { before, said: versionShareOf(journey, before, value) };
};
