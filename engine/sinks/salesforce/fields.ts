import type { CrmTask } from '../crm-task.ts';

/**
 * @see
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_task.htm
 */
export const salesforceFields = (task: CrmTask): Record<string, string> => {
  const { title, lines, dueOn, priority, owner, closed } = task;
  return {
    Subject: title,
    Description: lines.join('\n'),
    ActivityDate: dueOn,
    Priority: ({ high: 'High', normal: 'Normal', low: 'Low' } as const)[priority],
    ...(owner !== undefined && { OwnerId: owner }),
    ...(closed && { Status: 'Completed', ...closed }),
  };
};

/** Further fields of a new task, which belongs to the company. */
export const newInSalesforce = ({ company }: CrmTask): Record<string, string> => ({
  Status: 'Not Started',
  WhatId: company,
});
