import { didYouMean } from '../../kernel/did-you-mean.ts';
import { projectRule } from './rule.ts';

export const playbookFiles = projectRule(
  {
    'unused-playbook': {
      severity: 'warning',
      title: 'Playbook that no task uses',
      why: 'It is kept up to date for nothing, or the step that should name it does not.',
      fix: 'Name it in an `escalate`, or remove the file.',
    },
    'playbook-for-unknown-step': {
      severity: 'warning',
      title: 'Playbook for the task of a step that does not exist',
      why: 'Its `for` names a reason that no task can have.',
      fix: 'Correct the step id in `for.reasons`, or remove it.',
    },
  },
  function* ({ subjects, playbooks }) {
    const places = subjects.flatMap(subject => subject.places);
    const used = new Set(places.flatMap(({ parts }) => parts.playbook ?? []));
    const steps = places.flatMap(({ step, parts }) => (parts.task === undefined ? [] : [step.id]));
    for (const { id, for: tasks } of playbooks.values()) {
      if (!used.has(id)) {
        const message = `No task uses playbook "${id}". Name it in an escalate, or remove playbooks/${id}.md.`;
        yield { code: 'unused-playbook', message };
      }
      for (const reason of (tasks?.reasons ?? []).filter(each => !steps.includes(each))) {
        const message = `Playbook "${id}" is for the task "${reason}", which no step opens. ${didYouMean(reason, steps)}`;
        yield { code: 'playbook-for-unknown-step', message };
      }
    }
  },
);
