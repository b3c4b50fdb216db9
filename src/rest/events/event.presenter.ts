import type { EventView } from '../../application/read-issues/read-issues.handler';
import { asList, asObject, type JsonObject } from '../../domain/events/untrusted-json';
import type { GroupLevel } from '../../domain/group';
import { wireName } from '../issues/status-names';
import { presentException } from './exception.presenter';
import { textOf } from './text-of';

/** What an event has from its issue. */
export interface EventPlace {
  readonly projectId: string;
  readonly culprit: string | null;
  readonly level: GroupLevel;
}

/** An event as clients read one: what they show of its payload stands in `entries`. */
export function presentEvent(event: EventView, { projectId, culprit, level }: EventPlace): object {
  const { id, groupId, title, message, platform, payload, tags, timestamp, receivedAt } = event;
  const exceptions = exceptionsOf(payload);
  return {
    ...{ id, eventID: id, groupID: groupId, projectID: projectId, title, platform, culprit },
    message: message ?? '',
    type: exceptions.length > 0 ? 'error' : 'default',
    level: wireName(level),
    metadata: { title },
    entries: entriesOf(payload, { exceptions, message }),
    tags: Object.entries(tags).map(([key, value]) => ({ key, value: textOf(value) })),
    contexts: objectsOf(payload['contexts']),
    user: userOf(payload),
    sdk: asObject(payload['sdk']),
    release: event.release === null ? null : { version: event.release },
    ...{ dateCreated: timestamp, dateReceived: receivedAt },
  };
}

interface Told {
  readonly exceptions: readonly object[];
  readonly message: string | null;
}

function entriesOf(payload: JsonObject, { exceptions, message }: Told): readonly object[] {
  const request = asObject(payload['request']);
  const isMessage = message !== null && (payload['logentry'] ?? payload['message']) !== undefined;
  const breadcrumbs = asObject(payload['breadcrumbs'])?.['values'] ?? payload['breadcrumbs'];
  return [
    ...(exceptions.length > 0 ? [{ type: 'exception', data: { values: exceptions } }] : []),
    ...(isMessage ? [{ type: 'message', data: { formatted: message, message } }] : []),
    ...(request === null ? [] : [{ type: 'request', data: requestOf(request) }]),
    ...(asList(breadcrumbs).length > 0
      ? [{ type: 'breadcrumbs', data: { values: asList(breadcrumbs).map(crumbOf) } }]
      : []),
  ];
}

function exceptionsOf({ exception }: JsonObject): readonly object[] {
  const values = asObject(exception)?.['values'] ?? exception;
  return asList(values).flatMap((value) => presentException(asObject(value) ?? {}));
}

function requestOf({ method, url }: JsonObject): object {
  const isUrl = typeof url === 'string' && URL.canParse(url);
  return { method: textOf(method), url: isUrl ? url : null };
}

function crumbOf(value: unknown): object {
  const { timestamp, type, category, level, message, data } = asObject(value) ?? {};
  const texts = { type: textOf(type), category: textOf(category), level: textOf(level), message: textOf(message) };
  return { timestamp: textOf(timestamp), ...texts, data: asObject(data) };
}

function userOf({ user }: JsonObject): object | null {
  const given = asObject(user);
  if (given === null) return null;
  const { id, email, username, ip_address: address, name } = given;
  return {
    id: textOf(id),
    email: textOf(email),
    username: textOf(username),
    ip_address: textOf(address),
    name: textOf(name),
  };
}

/** Of an object those members that are objects. */
function objectsOf(value: unknown): object {
  return Object.fromEntries(Object.entries(asObject(value) ?? {}).filter(([, member]) => asObject(member) !== null));
}
