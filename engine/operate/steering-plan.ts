/** Actions of operators on a whole journey. */
export const steeringVerbs = ['pause', 'resume', 'drain', 'stop'] as const;
export type SteeringVerb = (typeof steeringVerbs)[number];

/** The current state of a journey. */
export interface SteeredJourney {
  /** Active enrollments. */
  enrollments: number;
  isPaused: boolean;
  isClosed: boolean;
}

export interface SteeringPlan {
  /** Its effects by account, in sentences. */
  lines: string[];
  /** There is nothing to do. */
  isEmpty: boolean;
  after: SteeredJourney;
}

/** Effects of a verb on a journey in its present state, shown for confirmation. */
export const steeringPlan = (verb: SteeringVerb, now: SteeredJourney): SteeringPlan => plans[verb](now);

const plans: Record<SteeringVerb, (now: SteeredJourney) => SteeringPlan> = {
  pause: now => ({
    isEmpty: now.isPaused,
    after: { ...now, isPaused: true },
    lines: now.isPaused
      ? ['It is paused already: nothing to do.']
      : [
          'Pausing holds each of its touches that falls due, transactional ones too, and looks again a day later.',
          'Who is held longer than the policy allows (holdAtMostDays) gets that touch not at all.',
          'Events, waits, branches and tasks go on, and accounts are still let in.',
        ],
  }),
  resume: now => ({
    // Never empty: running it again reaches touches that processes with a cached pause have held.
    isEmpty: false,
    after: { ...now, isPaused: false, isClosed: false },
    lines: [
      ...(now.isPaused || now.isClosed ? [] : ['It runs and is open.']),
      'Held touches look again in a minute, and go unless something else holds them, too.',
      ...(now.isClosed ? ['Accounts are let in again; who was turned away meanwhile stays out.'] : []),
    ],
  }),
  drain: now => ({
    isEmpty: now.isClosed,
    after: { ...now, isClosed: true },
    lines: now.isClosed
      ? ['It is closed already: nothing to do.']
      : [
          'Draining refuses every account that would enter; refused accounts do not come back when it opens again.',
          'Active enrollments go on as if nothing had happened.',
        ],
  }),
  stop: now => {
    const isEmpty = now.isClosed && now.enrollments === 0;
    return {
      isEmpty,
      after: { ...now, isClosed: true, enrollments: 0 },
      lines: isEmpty
        ? ['It is closed and has no active enrollments: nothing to do.']
        : [
            `Stopping ends ${now.enrollments === 1 ? 'it' : `all ${now.enrollments}`} with the reason "stopped", for good: they do not come back when it opens again.`,
            'Their open tasks resolve by themselves, their prompts go, and nothing more is sent to them.',
            'It is closed to new enrollments.',
          ],
    };
  },
};
