import { type DeclineCategory, declineCategories } from '../account/account.ts';

/**
 * Category of a Stripe decline code for dunning. `fraud` gets no dunning mail; `hard` needs another payment method;
 * `authentication` needs the payer's confirmation; `soft` may pass on its own.
 * @see https://docs.stripe.com/declines/codes
 */
export const declineCategory = (code: unknown): DeclineCategory => categoryIn(common, code);

export type DeclineCodes = Record<DeclineCategory, string>;

/** The category that lists the code. */
export const categoryIn = (codes: DeclineCodes, code: unknown): DeclineCategory =>
  (typeof code === 'string' && declineCategories.find(category => codes[category].split(' ').includes(code))) ||
  'unknown';

const common: DeclineCodes = {
  fraud: 'fraudulent stolen_card merchant_blacklist',
  authentication:
    'authentication_required authentication_not_handled payment_intent_authentication_failure offline_pin_required online_or_offline_pin_required',
  hard: 'expired_card incorrect_number invalid_number incorrect_cvc invalid_cvc invalid_expiry_month invalid_expiry_year lost_card pickup_card restricted_card revocation_of_authorization revocation_of_all_authorizations stop_payment_order highest_risk_level transaction_not_allowed card_not_supported currency_not_supported invalid_account not_permitted security_violation service_not_allowed',
  soft: 'insufficient_funds try_again_later processing_error issuer_not_available do_not_honor reenter_transaction card_velocity_exceeded withdrawal_count_limit_exceeded approve_with_id call_issuer no_action_taken',
  unknown: '',
};
