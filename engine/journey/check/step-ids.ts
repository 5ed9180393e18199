import { type Finding, journeyRule } from './rule.ts';

/** State names have 80 characters: `plan round of ` or `resolved until ` before the id and ` (366)` after it must still fit. */
const longestId = 54;
const reserved = /^((exited|completed)$|(until|took|resolve|resolved|outcome of|plan|end of|guard|round of) )|\(\d+\)$/;

export const stepIds = journeyRule(
  {
    'duplicate-step-id': {
      severity: 'error',
      title: 'Two steps with one id',
      why: 'The id is the state name and the key under which a delivery is recorded: the second step would count as already done.',
      fix: 'Rename one of them.',
    },
    'reserved-step-id': {
      severity: 'error',
      title: 'Step id that the compiler uses itself',
      why: 'The states between steps are called `until <step>`, `took <step>`, `exited` and so on; rounds of a loop end in `(n)`.',
      fix: 'Choose an id that says what the step does.',
    },
    'invalid-step-id': {
      severity: 'error',
      title: 'Step id that cannot be a state name',
      why: `State names, mail tags and timeline fields allow only some characters; a state name 80 of them, the compiler's own words included.`,
      fix: `Use lower-case letters, digits and hyphens, a letter first, at most ${longestId} characters.`,
    },
    'renamed-step-exists': {
      severity: 'error',
      title: 'Step renamed from one that is still there',
      why: 'A rename leaves no step of the former id; with both, what happened at that step is not known to be of which.',
      fix: 'Remove `renamedFrom`, or the other step.',
    },
  },
  function* ({ places }) {
    const times = new Map<string, number>();
    for (const { step } of places) times.set(step.id, (times.get(step.id) ?? 0) + 1);
    for (const [id, uses] of times) {
      if (uses > 1)
        yield {
          code: 'duplicate-step-id',
          step: id,
          message: `Step id "${id}" is used ${uses} times. Rename all but one.`,
        };
      yield* checkSpelling(id);
    }
    for (const { step } of places) {
      if (step.renamedFrom !== undefined && times.has(step.renamedFrom))
        yield {
          code: 'renamed-step-exists',
          step: step.id,
          message: `Step "${step.id}" says that it was called "${step.renamedFrom}", and there is a step of that id. Remove \`renamedFrom\`, or the other step.`,
        };
    }
  },
);

function* checkSpelling(id: string): Iterable<Finding<'reserved-step-id' | 'invalid-step-id'>> {
  if (reserved.test(id)) {
    yield {
      code: 'reserved-step-id',
      step: id,
      message: `Step id "${id}" is a name that the compiler gives to states of its own. Choose one that says what the step does.`,
    };
  } else if (!/^[a-z][a-z0-9-]*$/.test(id) || id.length > longestId) {
    yield {
      code: 'invalid-step-id',
      step: id,
      message: `Step id "${id}" (${id.length} characters) cannot be a state name. Use lower-case letters, digits and hyphens, a letter first, at most ${longestId} characters.`,
    };
  }
}
