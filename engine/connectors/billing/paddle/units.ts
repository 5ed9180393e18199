import { codes, type MinorUnits } from '../../../kernel/minor-units.ts';

/** @see https://developer.paddle.com/api-reference/currencies */
export const paddleUnits: MinorUnits = { whole: codes('CLP JPY KRW VND'), thousandths: [] };
