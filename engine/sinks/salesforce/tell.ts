import { keepInCrm } from '../keep-in-crm.ts';
import type { TaskTeller } from '../teller.ts';

export const salesforceTeller: TaskTeller = {
  show: (told, to, ports) => keepInCrm('salesforce', told.task, to, ports),
};
