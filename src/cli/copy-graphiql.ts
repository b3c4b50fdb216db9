import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGE, PAGE_FILES, pathOf, type PageFile } from '../bootstrap/graphiql/page-files';

const FOLDER = 'src/bootstrap/graphiql';

// Puts the files of the GraphiQL page into the compiled program, which then needs none of the packages they come from.
for (const file of [PAGE, ...PAGE_FILES]) copyFileSync(sourceOf(file), join('dist', FOLDER, file.name));

function sourceOf(file: PageFile): string {
  return file.origin === null ? join(FOLDER, file.name) : pathOf(file);
}
