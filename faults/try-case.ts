import { violations } from './compare.ts';
import { type Shares, seededFaults } from './fault-plan.ts';
import { type Fault, type PlayedCase, playCase } from './play-case.ts';
import { randomCase } from './random-case.ts';

export interface Violation {
  account: string;
  what: string[];
  /** Faults that the account met. */
  faults: Fault[];
}

export interface TriedCase {
  name: string;
  requests: number;
  faults: Fault[];
  violations: Violation[];
}

/** A fault in every fifth request, an outage every 200th minute, a lost or repeated call in every fiftieth invocation. */
const usual: Shares = { requests: 0.2, outages: 0.005, answers: 0.02 };

/** Plays case `number` of a seed undisturbed, and again so many times with different faults. */
export const tryCase = async (seed: number, number: number, times = 4): Promise<TriedCase[]> => {
  const drawn = randomCase(seed, number);
  const clean = await playCase(drawn);
  const tried: TriedCase[] = [];
  for (let time = 1; time <= times; time++) {
    const name = `${seed}:${number}`;
    const played = await playCase(drawn, seededFaults(`${name}:${time}`, usual));
    tried.push({ name, requests: played.requests, faults: played.faults, violations: violationsOf(clean, played) });
  }
  return tried;
};

const violationsOf = (clean: PlayedCase, { endings, faults, givenUp, isOpen }: PlayedCase): Violation[] => {
  const found = [...endings].flatMap(([account, ending]): Violation[] => {
    const before = clean.endings.get(account);
    if (!before) return [];
    const open = (step: string, to: string) => isOpen(account, step, to.replace('acme', account));
    const what = violations(before, ending, open);
    return what.length > 0 ? [{ account, what, faults: faults.filter(fault => fault.account === account) }] : [];
  });
  return [...found, ...givenUp.map(what => ({ account: 'all', what: [what], faults: [] }))];
};
