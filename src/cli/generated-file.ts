import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes a file that is committed; with --check it only tells whether the file is what would be written. */
export function putGenerated(file: string, content: string, script: string): void {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, content);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== content) {
    process.stderr.write(`${file} is not what the code describes; run npm run ${script}.\n`);
    process.exitCode = 1;
  }
}
