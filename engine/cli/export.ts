import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Command } from 'commander';
import type { CatalogData } from '../definition/catalog.ts';
import { plainRevenue } from '../definition/revenue-rules.ts';
import { counted } from '../kernel/counted.ts';
import type { Instant } from '../kernel/instant.ts';
import { exportedRows } from '../playback/export/exported-rows.ts';
import { type Exported, writeTables } from '../playback/export/write-tables.ts';
import { table } from '../playback/report/table.ts';
import { ofDeployment } from './export/of-deployment.ts';
import { keptOfPlay, ofPlay } from './export/of-play.ts';
import { keptEventsOf } from './operate/kept-events.ts';
import { playOption } from './play-option.ts';
import { until as instantOption, playingDefaults } from './playing-options.ts';
import { openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';
import { exportJson } from './verb-json.ts';

interface Options extends Where {
  events?: true;
  out?: string;
  to?: string;
  since?: Instant;
  until?: Instant;
  withContacts?: true;
  play: string;
  journeys: string;
  json?: true;
}

/** `daymark export`: stored events as lines that `simulate` plays, or all data as Parquet tables. */
export const exportVerb = (program: Command): void => {
  withWhere(program.command('export'))
    .description(
      'write the events that a deployment stores as JSON Lines that `simulate` plays, or as Parquet tables for Athena and DuckDB; without personal data',
    )
    .option('--events', 'print accepted events, in order of arrival')
    .option('--out <file>', 'write them to a file instead')
    .option('--to <dir>', 'write timeline, health, tasks, movements, adoption, accounts and events as Parquet, by day')
    .option('--since <instant>', 'only from then on, such as 2026-03-01', instantOption)
    .option('--until <instant>', 'only events before then', instantOption)
    .option('--with-contacts', 'with --to, also names and addresses of contacts')
    .addOption(playOption())
    .option('--journeys <dir>', 'folder of journeys with the catalog', playingDefaults.journeys)
    .option('--json', 'with --to, print the number of rows of each table as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark export --events --environment prod > events.jsonl\n  npx daymark export --to warehouse --since 2026-03-01',
    )
    .action(async (options: Options) => {
      if ((options.to === undefined) === (options.events === undefined))
        throw new UserError(
          'nothing to export is named',
          'add --events for lines of events, or --to <dir> for tables',
          2,
        );
      const { catalog } = await openProject(options);
      if (options.to === undefined) return exportEvents(options, catalog);
      const exported = await exportTables(options.to, options, catalog);
      if (options.json) {
        process.stdout.write(`${JSON.stringify(exportJson.parse({ folder: options.to, rows: exported }))}\n`);
        return;
      }
      process.stdout.write(table(Object.entries(exported).map(([name, rows]) => [name, counted(rows, 'row')])));
    });
};

const exportTables = async (
  folder: string,
  { since, withContacts, play, ...where }: Options,
  catalog: CatalogData,
): Promise<Exported> => {
  const isPersonal = withContacts === true;
  const found = isDeployed(where)
    ? await ofDeployment(where, catalog, { since, withContacts: isPersonal })
    : await ofPlay(play, catalog, isPersonal);
  const rows = exportedRows({ ...found, rules: catalog.revenue ?? plainRevenue });
  const from = since?.slice(0, 10) ?? '';
  const asked = Object.fromEntries(
    Object.entries(rows).map(([name, each]) => [name, each.filter(({ day }) => day >= from)]),
  ) as unknown as typeof rows;
  return writeTables(folder, asked);
};

const exportEvents = async ({ out, since, until, play, ...where }: Options, catalog: CatalogData): Promise<void> => {
  const to = out === undefined ? process.stdout : createWriteStream(out);
  const write = async (text: string) => {
    if (!to.write(`${text}\n`)) await once(to, 'drain');
  };
  if (isDeployed(where)) {
    const kept = await keptEventsOf(where, { ...(since && { from: since }), ...(until && { to: until }) });
    if (since !== undefined && since.slice(0, 10) < kept.since)
      console.error(`Events are stored since ${kept.since}: earlier ones are missing.`);
    for await (const { text } of kept.lines) await write(text);
  } else {
    for (const line of await keptOfPlay(play, catalog)) {
      const { receivedAt } = JSON.parse(line) as { receivedAt: Instant };
      if (receivedAt >= (since ?? '') && receivedAt < (until ?? '~')) await write(line);
    }
  }
  if (out !== undefined) {
    to.end();
    await once(to, 'finish');
  }
};

const isDeployed = ({ environment, dev }: Where): boolean => environment !== undefined || dev !== undefined;
