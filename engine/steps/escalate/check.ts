import { taskOutcomes } from '../../definition/task.ts';
import { stepRule } from '../../journey/check/rule.ts';
import { didYouMean, quote } from '../../kernel/did-you-mean.ts';

export const escalateRule = stepRule(
  'escalate',
  {
    'unknown-outcome': {
      severity: 'error',
      title: 'Outcome that a task cannot have',
      why: 'Tasks close with one of a fixed list of outcomes, so the arm would never be taken.',
      fix: 'Use a known outcome, or `breached`.',
    },
    'empty-breach-arm': {
      severity: 'warning',
      title: 'Breached service level without consequence',
      why: 'The journey waits for the breach and then does nothing about it.',
      fix: 'Give `breached` a step, or leave it out.',
    },
    'raised-not-higher': {
      severity: 'error',
      title: 'Raised severity that is not more severe',
      why: 'Severity 1 is the most severe; raising is meant to make a task more urgent.',
      fix: 'Raise to a lower number, or remove `raised`.',
    },
    'unknown-playbook': {
      severity: 'error',
      title: 'Playbook that does not exist',
      why: 'The owner of the task would find no steps.',
      fix: 'Correct the name, or add the file to `playbooks/`.',
    },
    'playbook-out-of-date': {
      severity: 'error',
      title: 'Playbook that says something else by now',
      why: 'The phrase and the minutes of the task would be those of an older text.',
      fix: 'Run `npx daymark check --write`.',
    },
    'playbook-of-another-task': {
      severity: 'warning',
      title: 'Playbook that is written for other tasks',
      why: 'Its front matter says which tasks it is for, and this is none of them.',
      fix: 'Use another playbook, or name the type or the step in its `for`.',
    },
  },
  function* ({ id, type, then, raised, severity, play, playbook }, _, { playbooks, brokenPlaybooks }) {
    const known = [...taskOutcomes, 'breached'];
    for (const outcome of Object.keys(then)) {
      if (known.includes(outcome)) continue;
      yield {
        code: 'unknown-outcome',
        message: `A task cannot end with "${outcome}" (step "${id}"). ${didYouMean(outcome, known)}`,
      };
    }
    if (then.breached?.length === 0) {
      yield {
        code: 'empty-breach-arm',
        message: `Nothing happens when "${id}" breaches its service level. Give "breached" a step, or leave it out.`,
      };
    }
    if (raised && raised.severity >= severity) {
      yield {
        code: 'raised-not-higher',
        message: `Step "${id}" is raised from severity ${severity} to ${raised.severity}, which is not more severe. Raise it to a lower number.`,
      };
    }
    if (playbook === undefined || brokenPlaybooks.has(playbook.id)) return;
    const named = playbooks.get(playbook.id);
    if (named === undefined) {
      const message = `Playbook "${playbook.id}" of step "${id}" does not exist. ${didYouMean(playbook.id, [...playbooks.keys()])}`;
      yield { code: 'unknown-playbook', message };
      return;
    }
    if (named.play !== play || named.minutes !== playbook.minutes) {
      const message = `Playbook "${playbook.id}" of step "${id}" changed since playbooks/index.ts was written. Run \`npx daymark check --write\`.`;
      yield { code: 'playbook-out-of-date', message };
    }
    const { types = [], reasons = [] } = named.for ?? {};
    if (named.for && !types.includes(type) && !reasons.includes(id)) {
      const message = `Step "${id}" opens a task of type "${type}", but playbook "${playbook.id}" is for ${[...types, ...reasons].map(quote).join(', ')}. Use another one, or name "${type}" or "${id}" in its \`for\`.`;
      yield { code: 'playbook-of-another-task', message };
    }
  },
);
