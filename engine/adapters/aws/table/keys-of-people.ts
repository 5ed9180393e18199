import { type AuditLine, auditPlace } from '../../../account/audit-line.ts';
import { type Note, notePlace } from '../../../account/note.ts';
import { type ActionKey, actionKeyDigest } from '../../../ports/action-keys.ts';
import type { CrmCopy } from '../../../ports/crm-copies.ts';
import type { SlackPlace } from '../../../ports/slack.ts';
import type { TaskRevision } from '../../../ports/task-acts.ts';
import { accountPartition, type Key } from './keys.ts';

/** Sort key prefixes of people's notes and actions, which no decision reads. */
export const peopleKey = { note: 'NOTE#', audit: 'AUDIT#', act: 'ACT#', message: 'SLACK#', copy: 'COPY#' } as const;

export const noteKey = (note: Pick<Note, 'account' | 'at' | 'id'>): Key => ({
  pk: accountPartition(note.account),
  sk: peopleKey.note + notePlace(note),
});

/** `pk`: the partition of the line's account or journey. */
export const auditKey = (pk: string, line: Pick<AuditLine, 'at' | 'id'>): Key => ({
  pk,
  sk: peopleKey.audit + auditPlace(line),
});

export const journeyPartition = (journey: string): string => `JOURNEY#${journey}`;

export const taskActKey = ({ account, task, revision }: TaskRevision): Key => ({
  pk: accountPartition(account),
  sk: `${peopleKey.act}${task}#${String(revision).padStart(6, '0')}`,
});

export const messagesPrefix = (task: string): string => `${peopleKey.message}${task}#`;

export const taskMessageKey = ({ account, id }: { account: string; id: string }, { ts, channel }: SlackPlace): Key => ({
  pk: accountPartition(account),
  sk: `${messagesPrefix(id)}${ts}#${channel}`,
});

/** Maps a task to its copy in a CRM; `copiedTaskKey` maps back. */
export const crmCopyKey = ({ account, id }: { account: string; id: string }, crm: CrmCopy['crm']): Key => ({
  pk: accountPartition(account),
  sk: `${peopleKey.copy}${crm}#${id}`,
});
export const copiedTaskKey = ({ crm, id }: CrmCopy): Key => ({ pk: `COPY#${crm}#${id}`, sk: 'TASK' });

/** Clients choose these keys, so only a digest is stored. */
export const actionKeyKey = (key: ActionKey): Key => ({ pk: `ACTION#${actionKeyDigest(key)}`, sk: 'ASKED' });
