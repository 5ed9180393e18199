import * as z from 'zod';

/** A variable that is a list, separated by commas. */
export const commaList = z.string().transform(value =>
  value
    .split(',')
    .map(each => each.trim())
    .filter(Boolean),
);
