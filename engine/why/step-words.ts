import { accountTimezone } from '../account/profile.ts';
import { isDelay } from '../definition/anchor.ts';
import type { HeldOutBy } from '../definition/lots.ts';
import { toSecond } from '../kernel/instant.ts';
import { dateAwaitedUntil, dueTime, type StepGate, type StepQuestion, stepGates } from '../steps/enter-step.ts';
import { conditionsOf, contextOf } from '../steps/step-frame.ts';
import { isWithheld } from '../steps/step-turn.ts';
import { conditionGate, conditionGates } from './condition-gates.ts';
import { describeExit } from './describe-causes.ts';
import { formatTime } from './format-clock.ts';
import type { GateReport } from './gate-report.ts';

/** The gates of every step before its turn, each asked; and of one that acts, whether the account is held out. */
export const describeStepGates = (question: StepQuestion, turn: { acts?: true }): GateReport[] => [
  ...stepGates.flatMap(({ name, ask }) =>
    words[name](question).map(told => ({ gate: name, passed: ask(question) === 'go', ...told })),
  ),
  ...(question.enrollment.heldOut === undefined
    ? []
    : [{ gate: 'holdout', passed: !isWithheld(turn, question.enrollment), ...heldOut[question.enrollment.heldOut] }]),
];

const heldOut: Readonly<Record<HeldOutBy, Pick<GateReport, 'needed' | 'was'>>> = {
  journey: { needed: 'the account is not held out of the journey', was: 'held out, to compare others with it' },
  policy: { needed: 'the account is not held out of all journeys', was: 'held out, to compare others with it' },
};

type Told = Omit<GateReport, 'gate' | 'passed'> & Partial<Pick<GateReport, 'passed'>>;

const words: Readonly<Record<StepGate['name'], (question: StepQuestion) => readonly Told[]>> = {
  'in-journey': ({ enrollment, snapshot }) => {
    const { exitReason, status, endedAt } = enrollment;
    const when = endedAt === undefined ? '' : ` on ${formatTime(endedAt, accountTimezone(snapshot.profile))}`;
    const left = exitReason === undefined ? `${status}${when}` : describeExit(exitReason, when);
    return [
      { needed: 'it is in the journey still', was: exitReason === undefined && status === 'active' ? 'in it' : left },
    ];
  },
  'due-date': question => {
    const due = dueTime(question);
    const timezone = accountTimezone(question.snapshot.profile);
    const awaited = dateAwaitedUntil(question);
    if (awaited !== undefined)
      return [
        {
          needed: `the date that it counts back from is known, or it is ${formatTime(awaited, timezone)}, or later`,
          was: `no date, at ${formatTime(question.now, timezone)}`,
        },
      ];
    if (due === undefined) return [];
    return [{ needed: `it is ${formatTime(due, timezone)}, or later`, was: formatTime(question.now, timezone) }];
  },
  missed: question => {
    const { call, enrollment, snapshot } = question;
    if (!('due' in call) || call.due === undefined) return [];
    const timezone = accountTimezone(snapshot.profile);
    const due = dueTime(question);
    const began = formatTime(enrollment.movedAt ?? enrollment.startedAt, timezone);
    if (toSecond(question.now) < (dateAwaitedUntil(question) ?? '')) return [];
    if (due === undefined)
      return isDelay(call.due) ? [] : [{ needed: 'the date that it counts back from is known', was: 'none known' }];
    return [
      {
        needed: 'its day had not passed when the enrollment began, or its date moved',
        was: `due ${formatTime(due, timezone)}; the enrollment began ${began}`,
      },
    ];
  },
  when: ({ call, snapshot, now }) => {
    const { when } = conditionsOf(call);
    return when ? conditionGates('when', when, contextOf(call, snapshot, now)) : [];
  },
  unless: ({ call, snapshot, now }) => {
    const { unless } = conditionsOf(call);
    return unless ? [conditionGate('unless', unless, contextOf(call, snapshot, now), false)] : [];
  },
};
