import { keepInCrm } from '../keep-in-crm.ts';
import type { TaskTeller } from '../teller.ts';

export const hubspotTeller: TaskTeller = { show: (told, to, ports) => keepInCrm('hubspot', told.task, to, ports) };
