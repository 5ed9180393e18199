import type { Decisions } from '../ports/decisions.ts';
import { type EntryGate, entryGates } from '../routing/entry-gates.ts';

/** How many accounts met a journey's trigger, and then passed each gate in turn; the last are those that entered or had no room. */
export type Funnel = readonly { stage: 'trigger' | EntryGate['not']; accounts: number }[];

export interface WatchedFunnels extends Decisions {
  /** Of a journey that no account entered. */
  of(journey: string): Funnel;
}

/** Watches how far accounts came that entered no journey, by the reasons that routing gave. */
export const watchFunnels = (): WatchedFunnels => {
  const passed = new Map<string, Map<string, number>>();
  return {
    routed: ({ input: { snapshot } }, { reasons }) => {
      for (const { journey, did, because } of reasons) {
        const shut = did === 'nothing' && journey !== undefined ? gates.indexOf(because) : -1;
        if (journey === undefined || shut < 0) continue;
        const accounts = passed.get(journey) ?? new Map<string, number>();
        passed.set(journey, accounts.set(snapshot.account, Math.max(shut, accounts.get(snapshot.account) ?? 0)));
      }
    },
    touched: () => undefined,
    taken: () => undefined,
    of: journey => {
      const accounts = [...(passed.get(journey)?.values() ?? [])];
      return [
        { stage: 'trigger', accounts: accounts.length },
        ...entryGates.map(({ not }, index) => ({
          stage: not,
          accounts: accounts.filter(count => count > index).length,
        })),
      ];
    },
  };
};

const gates: readonly string[] = [...entryGates.map(({ not }) => not), 'full'];
