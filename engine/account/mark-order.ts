import type { UsageMark } from './account.ts';

/** In order of time; marks of one moment have an order, too. Marks that are alike in it are the same. */
export const byMark = (a: UsageMark, b: UsageMark): number =>
  compare(a.at, b.at) ||
  compare(a.id, b.id) ||
  compare(fieldsText(a), fieldsText(b)) ||
  compare(a.event, b.event) ||
  compare(a.user, b.user);

/** In order of name, so that the same fields are the same text. */
export const fieldsText = ({ fields = {} }: UsageMark): string =>
  JSON.stringify(Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))));

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
