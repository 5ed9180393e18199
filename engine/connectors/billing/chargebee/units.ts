import { codes, type MinorUnits } from '../../../kernel/minor-units.ts';

/** No Chargebee currency has thousandths. @see https://apidocs.chargebee.com/docs/api/currencies */
export const chargebeeUnits: MinorUnits = {
  whole: codes('BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF'),
  thousandths: [],
};
