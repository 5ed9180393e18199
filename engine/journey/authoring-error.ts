import { didYouMean } from '../kernel/did-you-mean.ts';

/** The text of a journey, catalog or policy makes no sense. The message says where, what, and how to fix it. */
export class AuthoringError extends Error {
  override readonly name = 'AuthoringError';
}

/** @throws AuthoringError unless `name` is one of `known`; for authors whose editor did not stop them. */
export const mustBeKnown = (where: string, what: string, name: string, known: readonly string[]): void => {
  if (!known.includes(name))
    throw new AuthoringError(`${where}: unknown ${what} "${name}". ${didYouMean(name, known)}`);
};

/** @throws AuthoringError unless `value` is a whole number of at least `least`. */
export const mustBeWhole = (where: string, what: string, value: number, least: number): void => {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new AuthoringError(
      `${where}: ${what} is ${typeof value === 'number' ? value : JSON.stringify(value)}. Write a whole number of at least ${least}.`,
    );
  }
};
