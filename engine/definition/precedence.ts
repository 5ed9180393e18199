import type { MessageClass } from './policy.ts';

/** The precedence of a journey over the account's other journeys, pinned by its enrollment. */
export interface Precedence {
  /** The lower number goes first. */
  priority: number;
  /** Message classes whose touches from other journeys are held. */
  holds: readonly MessageClass[];
  /** Journeys that neither enroll the account nor send it anything. */
  excludes: readonly string[];
}

/** Default priority. */
export const ordinaryPriority = 100;

/** The precedence to store with an enrollment; none for a journey of default priority that holds or excludes no other. */
export const precedenceOf = ({
  priority,
  holds = [],
  excludes = [],
}: Pick<Precedence, 'priority'> & Partial<Precedence>): { precedence?: Precedence } =>
  priority === ordinaryPriority && holds.length + excludes.length === 0
    ? {}
    : { precedence: { priority, holds, excludes } };
