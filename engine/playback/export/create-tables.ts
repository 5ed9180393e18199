import { type ColumnType, exportedTables } from './exported-tables.ts';

/** Athena statements for the tables of an export, with the placeholder `<bucket>`. Partitions are found by name. */
export const createTables = (): string =>
  Object.entries(exportedTables)
    .map(([name, columns]) =>
      [
        `CREATE EXTERNAL TABLE daymark_${name} (`,
        Object.entries<ColumnType>(columns)
          .map(([column, type]) => `  \`${column}\` ${athenaTypes[type]}`)
          .join(',\n'),
        ')',
        'PARTITIONED BY (`day` date)',
        'STORED AS PARQUET',
        `LOCATION 's3://<bucket>/${name}/'`,
        'TBLPROPERTIES (',
        "  'projection.enabled' = 'true',",
        "  'projection.day.type' = 'date',",
        "  'projection.day.range' = '2020-01-01,NOW',",
        "  'projection.day.format' = 'yyyy-MM-dd',",
        `  'storage.location.template' = 's3://<bucket>/${name}/day=\${day}/'`,
        ');\n',
      ].join('\n'),
    )
    .join('\n');

const athenaTypes: Readonly<Record<ColumnType, string>> = {
  text: 'string',
  instant: 'timestamp',
  whole: 'int',
  number: 'double',
  money: 'bigint',
};
