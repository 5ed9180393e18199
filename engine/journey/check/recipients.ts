import { didYouMean } from '../../kernel/did-you-mean.ts';
import { journeyRule } from './rule.ts';

export const recipients = journeyRule(
  {
    'no-recipient': {
      severity: 'error',
      title: 'Touch without a recipient rule',
      why: 'It would be skipped for every account.',
      fix: 'Say who gets it: roles, or everyone.',
    },
    'unknown-role': {
      severity: 'error',
      title: 'Role that the catalog does not know',
      why: 'No contact can have it, so the touch reaches no one.',
      fix: 'Correct the name, or add the role to the catalog.',
    },
  },
  function* ({ places }, { catalog }) {
    for (const { step, parts } of places) {
      if (!parts.audience) continue;
      const { roles, otherwise } = parts.audience;
      if (roles.length === 0 || otherwise?.length === 0) {
        const message = `Step "${step.id}" has no recipients${otherwise ? ' when its roles are missing' : ''}. Name a role, or use everyone.`;
        yield { code: 'no-recipient', step: step.id, message };
      }
      for (const role of [...(roles === 'everyone' ? [] : roles), ...(otherwise ?? [])]) {
        if (catalog.roles.includes(role)) continue;
        const message = `Step "${step.id}" goes to the role "${role}", which the catalog does not know. ${didYouMean(role, catalog.roles)}`;
        yield { code: 'unknown-role', step: step.id, message };
      }
    }
  },
);
