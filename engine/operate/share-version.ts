import type { Operator } from '../ports/operator.ts';
import { describeVersionShare, type VersionShare, versionSwitch } from '../versions/version-share.ts';

/** In which versions accounts begin from now on, until the journey is deployed anew. @param newest the version that is deployed */
export const shareVersion = (
  journey: string,
  newest: string,
  share: VersionShare,
  { switches }: Pick<Operator, 'switches'>,
): Promise<void> => switches.set(versionSwitch(journey), describeVersionShare(newest, share));
