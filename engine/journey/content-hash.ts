import { createHash } from 'node:crypto';

/**
 * Names data by its content: 16 letters and digits (80 bits of SHA-256 in base 32). Key order and formatting change
 * nothing, nor does a key whose value is undefined; the order of a list does.
 */
export const contentHash = (data: unknown): string =>
  base32(createHash('sha256').update(canonicalJson(data)).digest().subarray(0, 10));

/** JSON with sorted keys and no spaces: one text for one content. */
export const canonicalJson = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? sorted(value) : value,
  );

/** Without a prototype, so that a key named `__proto__` is a key like any other. */
const sorted = (record: object): object => {
  const result = Object.create(null);
  const entries = Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [key, value] of entries) result[key] = value;
  return result;
};

/** Lowercase alphabet of RFC 4648, section 6. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{5}/g) ?? []).map(five => alphabet[Number.parseInt(five, 2)]).join('');
};
