import { bareName } from '../kernel/closed-set.ts';
import { trimmed } from '../kernel/trimmed.ts';

/**
 * Traits with the full name that `firstName` and `lastName` make, which many sources send instead of `name`. A last name alone is
 * no name that is known whole.
 */
export const withFullName = (traits: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  if (Object.hasOwn(traits, 'name')) return traits;
  const first = partOf(traits, 'firstname');
  return first === undefined
    ? traits
    : { ...traits, name: [first, partOf(traits, 'lastname')].filter(Boolean).join(' ') };
};

const partOf = (traits: Readonly<Record<string, unknown>>, part: string): string | undefined => {
  const said = Object.entries(traits).find(([name]) => bareName(name) === part)?.[1];
  return typeof said === 'string' && trimmed(said) !== '' ? trimmed(said) : undefined;
};
