import { type IsOpen, violations } from './compare.ts';
import { traded, withoutHolders } from './contest.ts';
import type { Ending } from './ending.ts';
import { type Shares, seededFaults } from './fault-plan.ts';
import { violationsInAnyOrder } from './in-any-order.ts';
import { type CaseWorld, type Fault, type PlayedCase, playCase } from './play-case.ts';
import { type RandomCase, randomCase } from './random-case.ts';

export interface Violation {
  account: string;
  what: string[];
  /** Faults of the account, and those without an account. */
  faults: Fault[];
}

export interface TriedCase {
  /** `<seed>:<case>:<time>`. */
  name: string;
  requests: number;
  faults: Fault[];
  violations: Violation[];
}

/** Restricts the plays. Default: everything. */
export interface Chosen {
  /** Which of the four sets of faults, from 1. */
  time?: number;
  /** The only account to play. */
  account?: string;
  /** Names of the only faults to use. */
  faults?: ReadonlySet<string>;
}

/**
 * A fault in every fifth request, an outage every 200th minute, a lost or repeated call in every fiftieth invocation,
 * another order in every second burst of events, every tenth event twice, and every fifth play without SES's events.
 */
const usual: Shares = { requests: 0.2, outages: 0.005, answers: 0.02, overtaking: 0.5, again: 0.1, silence: 0.2 };

const times = [1, 2, 3, 4];

/** In memory, where faults are cheap, each further set of faults is denser. */
const sharesOf = (time: number, world: CaseWorld): Shares =>
  world === 'memory' ? { ...usual, requests: usual.requests + (time - 1) * 0.1 } : usual;

/** Plays case `number` of a seed undisturbed, and again with different faults each time. */
export const tryCase = async (
  seed: number,
  number: number,
  chosen: Chosen = {},
  world: CaseWorld = 'cloud',
): Promise<TriedCase[]> => {
  const drawn = withOnly(randomCase(seed, number), chosen.account);
  const clean = await playCase(drawn, { world });
  const tried: TriedCase[] = [];
  for (const time of chosen.time === undefined ? times : [chosen.time]) {
    const name = `${seed}:${number}:${time}`;
    const played = await playCase(drawn, { plan: seededFaults(name, sharesOf(time, world), chosen.faults), world });
    tried.push({ name, requests: played.requests, faults: played.faults, violations: violationsOf(clean, played) });
  }
  return tried;
};

const withOnly = (drawn: RandomCase, account: string | undefined): RandomCase =>
  account === undefined
    ? drawn
    : { ...drawn, accounts: [account], events: drawn.events.filter(event => event.account === account) };

const violationsOf = (clean: PlayedCase, { endings, faults, givenUp, isOpen }: PlayedCase): Violation[] => {
  const found = [...endings].flatMap(([account, ending]): Violation[] => {
    const before = clean.endings.get(account);
    if (!before) return [];
    const open = (step: string, to: string) => isOpen(account, step, to.replace('acme', account));
    const what = (clean.raced.has(account) ? violationsInAnyOrder : differencesOf)(before, ending, open);
    const met = faults.filter(fault => fault.account === account || fault.account === '');
    return what.length > 0 ? [{ account, what, faults: met }] : [];
  });
  const lost = givenUp.map((what): Violation => {
    const account = /acme-\d{3}/.exec(what)?.[0] ?? '';
    return { account, what: [what], faults: faults.filter(fault => fault.account === account || fault.account === '') };
  });
  return [...found, ...lost];
};

const differencesOf = (before: Ending, after: Ending, isOpen: IsOpen): string[] => {
  const [clean, ending] = [withoutHolders(before), withoutHolders(after)];
  const found = violations(clean, ending, isOpen);
  if (found.length === 0) return [];
  const other = traded(ending, isOpen);
  return violations(clean, other.ending, other.isOpen).length === 0 ? [] : found;
};
