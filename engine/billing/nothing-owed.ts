/**
 * What a failed payment says instead of its amount, where nothing remains to be paid: credits settled the invoice, or
 * another payment did.
 */
export const nothingOwed = (remaining: number | undefined): { amount?: 0 } =>
  remaining !== undefined && remaining <= 0 ? { amount: 0 } : {};
