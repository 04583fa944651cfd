// SPDX-License-Identifier: GPL-3.0-or-later
// duckdb.mjs FILE GLOB COLUMN…: what an analyst would type to load these columns of CloudTrail logs into DuckDB.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, glob, ...columns] = process.argv.slice(2);
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const list = columns.map((path) =>
    path === 'eventTime' ? `CAST(r->>'$.eventTime' AS TIMESTAMP) AS "eventTime"` : `r->>'$.${path}' AS "${path}"`);
const db = await (await DuckDBInstance.create(file)).connect();
await db.run(`CREATE TABLE event AS
    SELECT ${list.join(', ')}
      FROM (SELECT unnest(Records) AS r
              FROM read_json(${quoted(glob)}, columns = {Records: 'JSON[]'}, maximum_object_size = 1073741824))`);
const rows = await db.runAndReadAll('SELECT count(*) FROM event');
console.log(`${rows.getRows()[0][0]} rows`);
await db.run('CHECKPOINT');
