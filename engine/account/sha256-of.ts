import { hash } from 'node:crypto';

/** The same for the same parts: 64 hexadecimal digits. */
export const sha256Of = (...parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts));
