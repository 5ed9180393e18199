import type { CrmTask } from '../crm-task.ts';

/** @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/activities/tasks/guide */
export const hubspotFields = (task: CrmTask): Record<string, string> => {
  const { title, lines, dueAt, priority, owner, closed } = task;
  return {
    hs_task_subject: title,
    hs_task_body: lines.map(line => `<p>${escapedHtml(line)}</p>`).join(''),
    hs_timestamp: dueAt,
    hs_task_priority: ({ high: 'HIGH', normal: 'MEDIUM', low: 'LOW' } as const)[priority],
    hs_task_type: 'TODO',
    ...(owner !== undefined && { hubspot_owner_id: owner }),
    ...(closed && { hs_task_status: 'COMPLETED', ...closed }),
  };
};

/** Further fields of a new task. */
export const newInHubspot = { hs_task_status: 'NOT_STARTED' } as const;

/** A task belongs to a company by this type of association. */
export const hubspotTaskToCompany = 192;

const escapedHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
