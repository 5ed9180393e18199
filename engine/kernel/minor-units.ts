/**
 * Decimal digits of amounts by currency: a processor's smallest unit may differ from ISO 4217, from common usage, and
 * from other processors. Currencies that are not listed have two digits.
 */
export interface MinorUnits {
  /** Currencies without decimals. */
  whole: readonly string[];
  thousandths: readonly string[];
}

export const codes = (list: string): readonly string[] => list.split(' ');

/**
 * The units of billing events, the same for all processors, so that templates and conditions need not distinguish them:
 * Stripe's units, which count ISK, UGX, HUF and TWD in hundredths.
 * @see https://docs.stripe.com/currencies#minor-units
 */
export const commonUnits: MinorUnits = {
  whole: codes('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'),
  thousandths: codes('BHD JOD KWD OMR TND'),
};

export const decimalsOf = (currency: string, { whole, thousandths } = commonUnits): number => {
  const code = currency.toUpperCase();
  if (whole.includes(code)) return 0;
  return thousandths.includes(code) ? 3 : 2;
};

export const inCommonUnits = (amount: number, currency: string, units: MinorUnits): number =>
  amount * 10 ** (decimalsOf(currency) - decimalsOf(currency, units));
