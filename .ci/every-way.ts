import { sampleDefaults, yearOf } from '../engine/sample/sample-year.ts';

/**
 * Of the 200 accounts of the sample year those with few events that come to nearly every step that any of them does: to more
 * than the first 45, by a third of their events.
 */
const numbers = [16, 18, 26, 48, 51, 66, 76, 78, 79, 86, 96, 97, 113, 114, 126, 127, 146, 162, 163, 184, 197];

/** Their year. */
export const everyWay = (): string => yearOf(numbers, sampleDefaults);
