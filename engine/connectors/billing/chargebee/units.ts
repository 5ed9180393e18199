import { codes, type MinorUnits } from '../../../kernel/minor-units.ts';

/** It has no thousandths. @see https://apidocs.chargebee.com/docs/api/currencies */
export const chargebeeUnits: MinorUnits = {
  whole: codes('BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'),
  thousandths: [],
};
