import { isFigure, type Value, windowDays } from '../definition/condition.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';

/** @throws AuthoringError for a value that is not counted alike for every account. */
export const medianOf = (figure: Value): Value => {
  if (!isFigure(figure)) {
    throw new AuthoringError(
      'medianOf: accounts are compared by what is counted of their usage. Give it count, users, featureUse or featuresUsed.',
    );
  }
  if (windowDays(figure.window) === undefined) {
    throw new AuthoringError(
      'medianOf: accounts are compared over the same time. Write within(days(90)), or another number of days, as its window.',
    );
  }
  return plainData({ kind: 'median', of: figure });
};
