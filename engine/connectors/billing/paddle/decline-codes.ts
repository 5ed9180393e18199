import type { DeclineCategory } from '../../../account/account.ts';
import { categoryIn, type DeclineCodes } from '../../../billing/decline-category.ts';

/** Categories of Paddle's `error_code`. `declined` gives no reason, and is left out. */
export const paddleDecline = (code: unknown): DeclineCategory => categoryIn(codes, code);

const codes: DeclineCodes = {
  fraud: 'fraud',
  authentication: 'authentication_failed',
  hard: 'blocked_card canceled declined_not_retryable expired_card invalid_payment_details preferred_network_not_supported redacted_payment_method transaction_not_permitted',
  soft: 'issuer_unavailable not_enough_balance psp_error system_error',
  unknown: '',
};
