import { europe } from './europe.ts';
import { northAmerica } from './north-america.ts';
import { overseas } from './overseas.ts';
import type { Town } from './town.ts';

/** In the order in which they get customers. */
export const towns: readonly Town[] = [...northAmerica, ...europe, ...overseas];
