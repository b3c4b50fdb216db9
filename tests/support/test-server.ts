import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EmbeddedPostgres, THROWAWAY_SETTINGS } from '../../src/bootstrap/embedded-postgres/embedded-postgres';
import { sharedPlace } from '../../src/bootstrap/embedded-postgres/folders';

/** A PostgreSQL of this test run, in a folder that goes away with it. */
export class TestServer {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly folder: string,
  ) {}

  static async start(): Promise<TestServer> {
    const folder = await mkdtemp(join(sharedPlace(), 'muster-test-'));
    try {
      // PostgreSQL's user, another one than root, must be able to enter.
      await chmod(folder, 0o711);
      const settings = { ...THROWAWAY_SETTINGS, max_connections: '300' };
      const server = await EmbeddedPostgres.start({ dataFolder: folder, settings });
      return new TestServer(server, folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get url(): string {
    return this.server.url('postgres');
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}
