// Runs statements of SQL in DuckDB: reads `[{ "sql": "…", "parameters": {…} }]` from standard input, and prints the rows of each as JSON.
import { text } from 'node:stream/consumers';
import { DuckDBInstance } from '@duckdb/node-api';

const connection = await (await DuckDBInstance.create(':memory:')).connect();
const answers = [];
for (const { sql, parameters } of JSON.parse(await text(process.stdin))) {
  const asked = Object.fromEntries(Object.entries(parameters).filter(([name]) => sql.includes(`$${name}`)));
  answers.push((await connection.runAndReadAll(sql, asked)).getRowObjectsJson());
}
console.log(JSON.stringify(answers));
