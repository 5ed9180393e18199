import type { ExecutionInput } from '../../definition/step-call.ts';
import { expressionsIn } from './expressions-in.ts';
import { knownAtEntry } from './known-at-entry.ts';
import type { AslCheck } from './rule.ts';

/** Every expression must be JSONata. */
export const expressionSyntax: AslCheck = function* (machine) {
  for (const { state, where, error } of expressionsIn(machine)) {
    if (error !== undefined) yield { state, message: `${where} is not JSONata: ${error}.` };
  }
};

/** `result` exists only after the task, `errorOutput` only in a Catch; functions must exist in Step Functions. */
export const expressionScope: AslCheck = function* (machine) {
  for (const { state, where, scope, uses } of expressionsIn(machine)) {
    for (const [part] of uses.states) {
      if (part === undefined) yield { state, message: `${where} uses all of $states. Name the part that it needs.` };
      else if (!scope.includes(part)) yield { state, message: `${where} uses ${part}, which does not exist there.` };
    }
    for (const name of uses.functions) {
      if (!functions.has(name))
        yield { state, message: `${where} calls $${name}, which Step Functions does not have.` };
    }
  }
};

/**
 * Every path to a state must provide the input fields and variables that it reads: undefined is an error at run time.
 */
export const assignedBeforeUsed: AslCheck = function* (machine) {
  const known = knownAtEntry(machine, executionInput);
  for (const { state, where, uses } of expressionsIn(machine)) {
    const entry = known.get(state);
    if (!entry) continue;
    for (const [part, field] of uses.states) {
      if (part !== 'input' || field === undefined || entry.fields.has(field)) continue;
      yield { state, message: `${where} reads the input's "${field}", which not every path to it provides.` };
    }
    for (const name of uses.variables) {
      if (entry.variables.has(name)) continue;
      yield { state, message: `${where} reads $${name}, which not every path to it assigns.` };
    }
  }
};

const executionInput = Object.keys({
  account: true,
  enrollment: true,
  generation: true,
  anchoredAt: true,
  until: true,
  at: true,
  waited: true,
} satisfies Record<keyof ExecutionInput, true>);

/** Functions of JSONata 2.0.6, without `$eval`, and those that Step Functions adds. */
const functions = new Set(
  `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match
  contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power
  boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type
  sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl
  toMillis fromMillis now millis clone partition range hash random uuid parse`.split(/\s+/),
);
