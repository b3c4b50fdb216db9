import 'reflect-metadata';
// Before everything that it instruments.
import './bootstrap/telemetry/start-telemetry';
import { serve } from './bootstrap/serve';
import { readEnvironment } from './config/environment';

async function main(): Promise<void> {
  await serve(readEnvironment());
}

main().catch((error: unknown) => {
  process.stderr.write(`muster: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
