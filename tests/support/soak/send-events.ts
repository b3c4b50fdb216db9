import { randomUUID } from 'node:crypto';
import { nth, type Deed } from './soak-deed';

const FINGERPRINTS = 400;
const PEOPLE = 500;
const LEVELS = ['error', 'warning', 'info', 'fatal'] as const;

/** Events of many issues, and in between some of a single one. */
function sendTo(project: number): Deed {
  return {
    everyMs: 120,
    async run({ client, world, promised }, index) {
      const { id, publicKey } = world.projects[project] ?? world.project;
      const eventId = randomUUID().replaceAll('-', '');
      const name = index % 4 === 0 ? 'hot' : `often-${(index * 7) % FINGERPRINTS}`;
      const body = {
        event_id: eventId,
        fingerprint: [name],
        message: `checkout ${name} failed`,
        level: nth(LEVELS, index),
        user: { id: index % PEOPLE },
        tags: { browser: `Browser ${index % 20}`, shard: String(index % 7) },
      };
      const path = `/api/${id}/store/?sentry_key=${publicKey}`;
      if ((await client.ask({ kind: 'event', path, body })) !== null) promised.events.push(eventId);
    },
  };
}

export const EVENTS: readonly Deed[] = [sendTo(0), sendTo(1), sendTo(2)];
