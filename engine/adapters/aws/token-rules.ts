import { keysById } from '../../access/keys-by-id.ts';
import type { Settings } from '../../ports/settings.ts';
import type { TokenRules } from '../../ports/token-rules.ts';
import { remoteKeys } from './token-keys.ts';

/** Rules for CSMs' tokens. Cognito signs with RS256 only. */
export const csmTokenRules = ({ csmTokens }: Settings): TokenRules | undefined =>
  csmTokens && { algorithm: 'RS256', tellsAge: true, ...csmTokens, keys: remoteKeys(csmTokens.keysUrl) };

export const userTokenRules = ({ userTokens }: Settings): TokenRules | undefined => {
  if (!userTokens) return undefined;
  const { algorithm, issuer, audience } = userTokens;
  const keys = 'secrets' in userTokens ? keysById(userTokens.secrets) : remoteKeys(userTokens.keysUrl);
  return { algorithm, issuer, audience, keys };
};
