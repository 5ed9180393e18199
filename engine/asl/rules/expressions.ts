import type { ExecutionInput } from '../../definition/step-call.ts';
import { expressionsIn } from './expressions-in.ts';
import { knownAtEntry } from './known-at-entry.ts';
import type { AslCheck } from './rule.ts';

/** Every expression is JSONata. */
export const expressionSyntax: AslCheck = function* (machine) {
  for (const { state, where, error } of expressionsIn(machine)) {
    if (error !== undefined) yield { state, message: `${where} is not JSONata: ${error}.` };
  }
};

/** `result` exists only after the task, `errorOutput` only in a Catch, and functions only where Step Functions has them. */
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

/** On every path to a state, what it reads was put there: fields of its input, and variables. Undefined is an error at run time. */
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

/** JSONata 2.0.6 without `$eval`, and what Step Functions adds. */
const functions = new Set(
  `sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match
  contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt power
  boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each error assert type
  sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl
  toMillis fromMillis now millis clone partition range hash random uuid parse`.split(/\s+/),
);
