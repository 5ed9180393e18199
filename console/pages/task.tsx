import { TaskDetail } from '../parts/task-detail.tsx';

/** `/tasks/{id}`: where links in mails and Slack lead. */
export const TaskPage = ({ id = '' }: Readonly<Record<string, string>>) => (
  <div class="page narrow">
    <TaskDetail id={id} />
  </div>
);
