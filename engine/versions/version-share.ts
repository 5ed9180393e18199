import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { drawPlace } from '../definition/lots.ts';

/** In which versions of a journey accounts begin: that percent of them in the newest, the others in `rest`. */
export interface VersionShare {
  share: number;
  /** The other version. There is one unless all begin in the newest. */
  rest?: string;
  /** The setting of an operator, or of Daymark itself. */
  why?: string;
}

/** The switch that says so, beside those that pause and close a journey. */
export const versionSwitch = (journey: string): string => `version/${journey}`;

/** The value of the switch, which can be written by hand, too. `of`: the version that is the newest. */
export const describeVersionShare = (of: string, { share, rest, why }: VersionShare): string =>
  `${share} % of ${of}${rest === undefined ? '' : `, the rest ${rest}`}${why === undefined ? '' : `: ${why}`}`;

/**
 * The share of the journey as it is deployed now. A switch counts for the version that it names: with the next deployment, which has a
 * newer one, it is over. Without a switch the canary of the journey counts, where there was a version before.
 */
export const versionShareOf = (
  { hash, canary }: Pick<JourneyDefinition, 'hash' | 'canary'>,
  before: string | undefined,
  value: string | undefined,
): VersionShare => {
  const said = value === undefined ? undefined : readShare(hash, value);
  if (said) return said;
  return before !== undefined && canary !== undefined ? { share: canary, rest: before } : { share: 100 };
};

const readShare = (hash: string, value: string): VersionShare | undefined => {
  const [, share = '', of, rest, why] = /^(\d{1,3}) % of (\w+)(?:, the rest (\w+))?(?:: (.*))?$/.exec(value) ?? [];
  if (of !== hash || Number(share) > 100 || (Number(share) < 100 && rest === undefined)) return undefined;
  return { share: Number(share), ...(rest !== undefined && { rest }), ...(why !== undefined && { why }) };
};

/** Are two versions of it compared now? */
export const isCompared = ({ share }: VersionShare): boolean => share > 0 && share < 100;

/** Does the account begin in the newest version? Deterministic; a larger share keeps the accounts of a smaller one. */
export const beginsInNewest = (
  account: string,
  { id, hash }: Pick<JourneyDefinition, 'id' | 'hash'>,
  { share }: Pick<VersionShare, 'share'>,
): boolean => drawPlace(['version', id, hash, account], 100) < share;

/** Why an account does not go on in the newest version: routing sees the other one in its place. Nothing where it may. */
export const leftByShare = (
  account: string,
  journey: Pick<JourneyDefinition, 'id' | 'hash'>,
  { share, rest }: VersionShare,
): string | undefined =>
  rest === undefined || beginsInNewest(account, journey, { share })
    ? undefined
    : `its account is one that begins in ${rest} now: promote the new version first`;
