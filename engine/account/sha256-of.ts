import { hash } from 'node:crypto';

/** SHA-256 of the parts as JSON, in 64 hexadecimal digits. */
export const sha256Of = (...parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts));
