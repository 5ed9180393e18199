import type { Operator } from '../ports/operator.ts';
import { describeVersionShare, type VersionShare, versionSwitch } from '../versions/version-share.ts';

/** Sets in which versions accounts begin, until the journey is deployed again. @param newest the deployed version */
export const shareVersion = (
  journey: string,
  newest: string,
  share: VersionShare,
  { switches }: Pick<Operator, 'switches'>,
): Promise<void> => switches.set(versionSwitch(journey), describeVersionShare(newest, share));
