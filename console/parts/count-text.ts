import { number } from '../words.ts';

/** `1 enrollment`, `2,000 enrollments`. */
export const countText = (count: number, of: string): string => `${number(count)} ${of}${count === 1 ? '' : 's'}`;
