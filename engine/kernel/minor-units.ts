/**
 * Decimal digits of amounts: the smallest unit of a processor's API may differ from ISO 4217, from how people write amounts, and from
 * other processors. Every currency that is listed nowhere has two.
 */
export interface MinorUnits {
  /** Currencies without decimals. */
  whole: readonly string[];
  thousandths: readonly string[];
}

export const codes = (list: string): readonly string[] => list.split(' ');

/**
 * The units of billing events, so that events, templates and conditions count alike for every processor: Stripe's, which counts ISK,
 * UGX, HUF and TWD in hundredths.
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
