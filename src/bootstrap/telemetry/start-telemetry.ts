import { isTelemetryWanted } from '../../config/environment';
import type * as openTelemetryModule from './open-telemetry';
import type { Telemetry } from './telemetry';

/**
 * null where nothing is set. Importing this starts it, and must come before everything that loads `http`, `pg` or
 * `graphql`, which are instrumented as they load.
 */
export const telemetry: Telemetry | null = isTelemetryWanted() ? load().openTelemetry() : null;

/** Hundreds of modules that most servers never need. */
function load(): typeof openTelemetryModule {
  return require('./open-telemetry') as typeof openTelemetryModule;
}
