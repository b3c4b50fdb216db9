import { copyFile, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { transformFile } from '@swc/core';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['src', 'migrations'];
const FOLDER_VARIABLE = 'MUSTER_TEST_PROGRAM';

/** Compiles the program, and what the tests run beside it, once for all processes that the tests start. */
export async function compileProgram(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-program-'));
  process.env[FOLDER_VARIABLE] = folder;
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  await Promise.all((await filesToCompile()).map((file) => compile(file, folder)));
}

/** Takes away what was compiled. */
export async function removeProgram(): Promise<void> {
  const folder = process.env[FOLDER_VARIABLE];
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}

/** The compiled file of a source file, named from the root of the project: what node is to run. */
export function compiledFile(source: string): string {
  return join(process.env[FOLDER_VARIABLE] ?? '', asJavaScript(source));
}

async function filesToCompile(): Promise<readonly string[]> {
  const listed = await Promise.all(
    FOLDERS.map(async (folder) => {
      const found = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
      const files = found.filter((entry) => entry.isFile());
      return files.map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));
    }),
  );
  const beside = (await readdir(__dirname)).filter((name) => name.endsWith('.child.ts'));
  return [...listed.flat(), ...beside.map((name) => join('tests', 'support', name))];
}

async function compile(file: string, folder: string): Promise<void> {
  const [from, to] = [join(ROOT, file), join(folder, asJavaScript(file))];
  await mkdir(dirname(to), { recursive: true });
  if (!file.endsWith('.ts')) return copyFile(from, to);
  const { code } = await transformFile(from, { cwd: ROOT, sourceMaps: false });
  await writeFile(to, code);
}

function asJavaScript(file: string): string {
  return file.replace(/\.ts$/, '.js');
}
