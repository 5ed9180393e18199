import { type Claim, type ClaimLedger, type ClaimState, standingOf } from '../ports/claim-ledger.ts';
import { afterClaim } from '../ports/retention.ts';
import { deleteExpiring, expiringAt, putExpiring } from './expiring-rows.ts';
import type { Store } from './store.ts';

export const memoryClaims = ({ claims, clock }: Store): ClaimLedger => {
  const put = (claim: Claim, value: ClaimState): void =>
    putExpiring(claims, nameOf(claim), { value, expiresAt: afterClaim(claim, value.at) }, clock.now());
  return {
    claim: async (claim, options) => {
      const before = expiringAt(claims, nameOf(claim), clock.now());
      const standing = before ? standingOf(before, options) : 'abandoned';
      if (standing !== 'abandoned') return standing;
      put(claim, { state: 'claimed', at: options.now, tries: (before?.tries ?? 0) + 1 });
      return 'claimed';
    },
    settle: async (claim, outcome) => {
      const before = expiringAt(claims, nameOf(claim), clock.now());
      if (before) put(claim, { ...before, state: outcome });
    },
    release: async claim => deleteExpiring(claims, nameOf(claim)),
  };
};

const nameOf = (claim: Claim): string => JSON.stringify(claim);
