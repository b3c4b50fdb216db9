import { openDatabase } from '../../src/bootstrap/database';
import { readEnvironment } from '../../src/config/environment';

/** Opens the database, says where it is, and closes it when its standard input ends. */
async function main(): Promise<void> {
  const database = await openDatabase(readEnvironment());
  process.stdout.write(`${database.url}\n`);
  for await (const _ of process.stdin);
  await database.close();
}

main().catch((error: Error) => {
  process.stderr.write(`${error.name}: ${error.message}\n`);
  process.exitCode = 1;
});
