import { type PrintedLine, readPrintedLines } from './daymark.ts';

/** One task by its lines of the timeline, from its opening to its end. */
interface Told {
  month: string;
  csm: string;
  rule: string;
  playbook: string | undefined;
  isLate: boolean;
  /** `open` at the end. */
  end: string;
  endedAt: string;
  minutes: number | undefined;
}

const features = new Set([
  ...['Project Created', 'Task Completed', 'Report Shared', 'Automation Created', 'Integration Connected'],
  ...['Comment Added', 'Template Used', 'Timeline Viewed'],
]);

/** Sums of a play, made from the events that were played, its timeline and its scores. They share no code with the report. */
export const rawPlay = (folder: string) => {
  const tasks = tasksIn(readPrintedLines(`${folder}/timeline.jsonl`));
  const scores = readPrintedLines(`${folder}/health.jsonl`);
  const uses = usesIn(readPrintedLines(`${folder}/sample.jsonl`));
  return {
    /** What came of the tasks of a month, by CSM, rule or playbook. */
    tasksBy: (by: 'csm' | 'rule' | 'playbook', month: string) => {
      const end = `${nextMonth(month)}-01`;
      const sums: Record<string, object> = {};
      for (const name of new Set(tasks.map(task => task[by]))) {
        const own = tasks.filter(task => task[by] === name);
        const opened = own.filter(task => task.month === month);
        const open = own.filter(task => task.month <= month && (task.end === 'open' || task.endedAt >= end));
        const said = opened.filter(task => task.end !== 'open' && task.end !== 'over');
        const timed = opened.flatMap(({ minutes }) => minutes ?? []);
        const right = said.filter(task => task.end !== 'false_positive');
        const still = open.filter(task => task.end !== 'over');
        if (name === undefined || opened.length + still.length === 0) continue;
        sums[name] = {
          opened: opened.length,
          inTime: opened.filter(({ isLate }) => !isLate).length,
          byItself: opened.filter(task => task.end === 'over').length,
          outcomes: Object.fromEntries(
            said.map(({ end: code }) => [code, said.filter(task => task.end === code).length]),
          ),
          precision: said.length === 0 ? null : (100 * right.length) / said.length,
          minutes: timed.reduce((sum, each) => sum + each, 0),
          timed: timed.length,
          // The report does not know when a task was over by itself, and counts it as over.
          open: still.length,
        };
      }
      return sums;
    },
    /** The health of an account at an instant, or as it was first known afterwards. */
    bandAt: (account: string, at: string): string => {
      const own = scores.filter(score => score.account === account);
      const known = own.findLast(score => String(score.at) <= at) ?? own.find(({ band }) => band !== null);
      return String(known?.band ?? 'unknown');
    },
    /** Of each account that was scored in the month: of its key features, how many it used by the last score. */
    adoptionIn: (month: string) => {
      const last = new Map(
        scores
          .filter(({ at, inputs }) => String(at).startsWith(month) && inputsOf(inputs).adoption !== null)
          .map(score => [score.account, score]),
      );
      return [...last.values()].map(({ account, at, rules }) => {
        const until = Date.parse(String(at));
        const from = until - daysOf(rules) * 86_400_000;
        const used = (uses.get(account) ?? []).filter(use => use.at > from && use.at <= until && use.heard <= until);
        return new Set(used.map(({ event }) => event)).size;
      });
    },
  };
};

const tasksIn = (lines: readonly PrintedLine[]): Told[] => {
  const all: Told[] = [];
  const open = new Map<string, Told>();
  for (const line of lines.filter(({ type }) => type === 'task')) {
    const { account, journey, reason, enrollment, at, owner, action, outcome, minutes, playbook } = line;
    const key = `${account} ${enrollment} ${reason}`;
    const task = open.get(key);
    if (action === 'opened') {
      const told: Told = {
        month: String(at).slice(0, 7),
        csm: String(owner),
        rule: `${journey}/${reason}`,
        playbook: playbook === undefined ? undefined : String(playbook),
        ...{ isLate: false, end: 'open', endedAt: '', minutes: undefined },
      };
      open.set(key, told);
      all.push(told);
    } else if (task === undefined) throw new Error(`Never opened: ${JSON.stringify(line)}`);
    else if (action === 'breached') task.isLate = true;
    else if (action === 'resolved' || action === 'auto-resolved') {
      task.end = action === 'resolved' ? String(outcome) : 'over';
      task.endedAt = String(at);
      task.minutes = minutes === undefined ? undefined : Number(minutes);
    } else if (!task.isLate) task.csm = String(owner);
  }
  return all;
};

const usesIn = (lines: readonly PrintedLine[]) => {
  const uses = new Map<unknown, { event: unknown; at: number; heard: number }[]>();
  for (const { type, event, context, timestamp, receivedAt = timestamp } of lines) {
    if (type !== 'track' || !features.has(String(event))) continue;
    const { groupId } = context as { groupId: string };
    const use = { event, at: Date.parse(String(timestamp)), heard: Date.parse(String(receivedAt)) };
    uses.set(groupId, [...(uses.get(groupId) ?? []), use]);
  }
  return uses;
};

const inputsOf = (inputs: unknown) => (inputs as { usage: { adoption: unknown } }).usage;

/** Scores say by which rules of a profile they were judged; without one, usage counts over 30 days. */
const daysOf = (rules: unknown): number =>
  (rules as { thresholds: { usage: { days: number } } } | undefined)?.thresholds.usage.days ?? 30;

const nextMonth = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};
