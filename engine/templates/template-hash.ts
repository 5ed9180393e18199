import { createHash } from 'node:crypto';
import type { CompiledTemplate } from '../definition/compiled-template.ts';

/** Names the compiled content of all locales: 32 hex digits, in any order of keys and locales. */
export const templateHash = (locales: Iterable<CompiledTemplate>): string => {
  const sorted = [...locales].sort((one, other) => (one.locale < other.locale ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted, canonical)).digest('hex').slice(0, 32);
};

const canonical = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
