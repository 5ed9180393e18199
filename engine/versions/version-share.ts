import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { drawPlace } from '../definition/lots.ts';

/** The split of new enrollments: `share` percent of accounts begin in the newest version, the others in `rest`. */
export interface VersionShare {
  share: number;
  /** The other version. There is one unless all begin in the newest. */
  rest?: string;
  /** Reason given by the operator, or by Daymark itself, for a share set by a switch. */
  why?: string;
}

/** Name of the switch that sets the share. */
export const versionSwitch = (journey: string): string => `version/${journey}`;

/** The value of the switch, which can be written by hand, too. */
export const describeVersionShare = (newest: string, { share, rest, why }: VersionShare): string =>
  `${share} % of ${newest}${rest === undefined ? '' : `, the rest ${rest}`}${why === undefined ? '' : `: ${why}`}`;

/**
 * The share of the deployed journey. A switch applies to the version that it names, and so ends with the next
 * deployment. Without a switch, the journey's canary applies if there was a version before.
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

/** Whether two versions are compared now. */
export const isCompared = ({ share }: VersionShare): boolean => share > 0 && share < 100;

/**
 * Whether the account begins in the newest version. Deterministic; a larger share includes a smaller one's accounts.
 */
export const beginsInNewest = (
  account: string,
  { id, hash }: Pick<JourneyDefinition, 'id' | 'hash'>,
  { share }: Pick<VersionShare, 'share'>,
): boolean => drawPlace(['version', id, hash, account], 100) < share;

/** Why routing uses the other version for an account; `undefined` if it uses the newest. */
export const leftByShare = (
  account: string,
  journey: Pick<JourneyDefinition, 'id' | 'hash'>,
  { share, rest }: VersionShare,
): string | undefined =>
  rest === undefined || beginsInNewest(account, journey, { share })
    ? undefined
    : `its account is one that begins in ${rest} now: promote the new version first`;
