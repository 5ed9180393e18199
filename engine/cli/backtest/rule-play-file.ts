import type { Project } from '../../build/build-project.ts';
import type { RulePlay } from '../../playback/backtest/rule-play.ts';
import { fileByContent, type PlayedFrom, pack, readPacked, writePacked } from '../content-cache.ts';

/** How many files to keep: enough for the values of a few backtests. */
const kept = 32;

/** Named by the play's inputs only, so that backtests of other rules and parameters reuse it. */
export const rulePlayFile = (project: Project, what: PlayedFrom): Promise<string> =>
  fileByContent({ folder: 'backtest', extension: '.rules' }, project, what);

export const readRulePlay = async (file: string): Promise<RulePlay | undefined> =>
  (await readPacked(file)) as RulePlay | undefined;

export const writeRulePlay = (file: string, played: RulePlay): Promise<void> => writePacked(file, pack(played), kept);
