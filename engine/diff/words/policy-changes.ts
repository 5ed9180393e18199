import type { FrequencyCap, Policy } from '../../definition/policy.ts';
import { listed } from '../../journey/explain/words.ts';
import { counted, formatNumber } from '../../kernel/counted.ts';
import { sameData } from '../../kernel/same-data.ts';
import { fieldChanges, type WordedData } from './field-changes.ts';
import { shareChanges } from './share-changes.ts';

/** Phrases for the differences between two policies. */
export const policyChanges = (before: Policy, after: Policy): readonly string[] => [
  ...fieldChanges(ownOf(before), ownOf(after), [], {
    known: new Map([...before.frequencyCaps, ...after.frequencyCaps].map(cap => [cap, knownCap(cap)])),
    names: {
      sendAt: 'time of sending',
      frequencyCaps: 'caps',
      missed: 'what a missed day does:',
      ambiguous: 'after an unknown outcome,',
      heldByRiskTask: 'what a risk task holds',
      riskTaskHoldsDays: 'days that a risk task holds',
      holdAtMostDays: 'days held at most',
      from: 'sender of',
    },
  }),
  ...shareChanges('holdout of all journeys', before.holdout, after.holdout),
];

const ownOf = ({ holdout, ...own }: Policy) => own;

const knownCap = (cap: FrequencyCap): WordedData => ({
  data: cap,
  tell: () => `${nameOf(cap)} ${cap.atMost} in ${counted(cap.withinDays, 'day')}`,
  since: known => {
    const before = known?.data as FrequencyCap | undefined;
    if (!before || nameOf(before) !== nameOf(cap)) return [];
    const days = counted(cap.withinDays, 'day');
    const count = `${formatNumber(before.atMost)} → ${formatNumber(cap.atMost)} in ${days}`;
    if (sameData({ ...before, atMost: 0 }, { ...cap, atMost: 0 })) return [`cap of ${nameOf(cap)} ${count}`];
    return [
      ...(before.atMost === cap.atMost && before.withinDays === cap.withinDays
        ? []
        : [
            `cap of ${nameOf(cap)} ${formatNumber(before.atMost)} in ${counted(before.withinDays, 'day')} → ${formatNumber(cap.atMost)} in ${days}`,
          ]),
      ...(before.onCapped === cap.onCapped ? [] : [`cap of ${nameOf(cap)}: the rest ${rest(before)} → ${rest(cap)}`]),
    ];
  },
});

const rest = ({ onCapped }: FrequencyCap): string => (onCapped === 'hold' ? 'waits' : 'is not sent');

const nameOf = ({ classes, per }: FrequencyCap): string =>
  `${listed(classes, 'and')}${per === 'account' ? ', all contacts of an account together,' : ''}`;
