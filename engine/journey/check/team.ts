import { calendarOf, csmOf, memberOf } from '../../definition/team.ts';
import { matchOwner } from '../../definition/unknown-owner.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { digestTemplate } from '../../tasks/digest.ts';
import { projectRule } from './rule.ts';

export const team = projectRule(
  {
    'unknown-colleague': {
      severity: 'error',
      title: 'CSM that is not in the team',
      why: 'Tasks would be assigned to a CSM that does not exist.',
      fix: 'Name a CSM of journeys/team.ts, or add this one there.',
    },
    'unknown-owner': {
      severity: 'warning',
      title: 'Owner of a CRM’s companies that is not in the team',
      why: 'Tasks of these accounts would go to a pool.',
      fix: 'Name a CSM of journeys/team.ts, or add this one there.',
    },
    'own-colleague': {
      severity: 'error',
      title: 'CSM that is its own delegate or lead',
      why: 'A task would be passed back to the CSM that could not take it up.',
      fix: 'Name another CSM, or none.',
    },
    'never-at-work': {
      severity: 'error',
      title: 'CSM whose working hours have no time',
      why: 'Service levels count working hours: they would never end.',
      fix: 'Let the hours open before they close.',
    },
    'no-digest': {
      severity: 'warning',
      title: 'Team without a digest',
      why: 'Tasks of severity 3, and those beyond a CSM’s fifth, are told in the Monday digest only.',
      fix: `Add the template ${digestTemplate}.`,
    },
  },
  function* ({ team, subjects, templates, catalog }) {
    const ids = team.map(({ id }) => id);
    for (const { id, delegate, lead } of team) {
      for (const [what, other] of Object.entries({ delegate, lead })) {
        if (other === undefined) continue;
        if (other === id) yield { code: 'own-colleague', message: `"${id}" is its own ${what}. Name another CSM.` };
        else if (!csmOf(other, team)) {
          const message = `The ${what} of "${id}" is "${other}", which is not in the team. ${didYouMean(other, ids)}`;
          yield { code: 'unknown-colleague', message };
        }
      }
    }
    for (const [crm, { owners = {} }] of Object.entries(catalog.crm ?? {})) {
      for (const [user, owner] of Object.entries(owners)) {
        if (team.length === 0 || memberOf(owner, team)) continue;
        const message = `crm.${crm}.owners of the catalog gives user "${user}" the owner "${owner}", who is not in the team. ${matchOwner(owner, team)}`;
        yield { code: 'unknown-owner', message };
      }
    }
    const [first] = subjects;
    if (team.length === 0 || first === undefined) return;
    const { taskPool, businessCalendar } = first.journey.policy;
    for (const other of taskPool.filter(each => !ids.includes(each))) {
      const message = `The policy's task pool names "${other}", which is not in the team. ${didYouMean(other, ids)}`;
      yield { code: 'unknown-colleague', message };
    }
    for (const { id } of team) {
      const { opens, closes } = calendarOf(id, team, businessCalendar);
      if (opens >= closes) {
        const message = `The working hours of "${id}" open at ${opens} and close at ${closes}. Let them open before they close.`;
        yield { code: 'never-at-work', message };
      }
    }
    if (!templates.has(digestTemplate)) {
      const message = `The team has no Monday digest. Add the template "${digestTemplate}", or tasks of severity 3 are never announced.`;
      yield { code: 'no-digest', message };
    }
  },
);
