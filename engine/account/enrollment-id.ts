import { hash } from 'node:crypto';

/** A journey's id and this fit the 80 characters of an execution's name, with its generation. */
const mostLetters = 40;

/** The same account and key are the same enrollment of a journey, however often its event comes. */
export const enrollmentId = (journey: string, account: string, key: string): string =>
  `${journey.slice(0, mostLetters)}-${shortHash([journey, account, key])}`;

/** The same escalation of the same enrollment is the same task. */
export const taskId = (type: string, reason: string, enrollment: string, iteration: number): string =>
  `${type}.${reason}.${shortHash([reason, enrollment, iteration])}`;

/** 104 bits of SHA-256, in 26 hexadecimal digits. */
const shortHash = (parts: readonly unknown[]): string => hash('sha256', JSON.stringify(parts)).slice(0, 26);
