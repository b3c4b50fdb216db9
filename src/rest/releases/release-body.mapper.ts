import type { OrganizationAccess } from '../../domain/access';
import { asList } from '../../domain/events/untrusted-json';
import type { GivenCommit } from '../../domain/releases/check-release';
import { BodyReader, fieldsRefused, type FieldErrors } from '../body-reader';
import { projectSlug } from '../find-place';

/** What a body says of a release; what is absent is not said. */
export interface ReleaseBody {
  readonly version?: string;
  /** Slugs. */
  readonly projects?: readonly string[];
  readonly dateReleased?: Date;
  readonly archived?: boolean;
  readonly commits?: readonly GivenCommit[];
}

const STATUSES = { open: false, archived: true } as const;

/** Throws 400 with everything that cannot be read. Of commits and refs, both are commits that the release holds. */
export function readReleaseBody(body: unknown, access: OrganizationAccess): ReleaseBody {
  const reader = BodyReader.of(body);
  const version = reader.text('version');
  const dateReleased = reader.date('dateReleased');
  const archived = reader.choice('status', STATUSES);
  const projects = readList(reader, 'projects')?.map((named) => projectSlug(access, String(named)));
  const commits = readEach(reader, 'commits', (commit) => readCommit(commit, access));
  const refs = readEach(reader, 'refs', readRef);
  reader.check();
  const held = [...(commits ?? []), ...(refs ?? [])];
  return {
    ...(version !== undefined && { version }),
    ...(dateReleased !== undefined && { dateReleased }),
    ...(archived !== undefined && { archived }),
    ...(projects !== undefined && { projects }),
    ...(held.length > 0 && { commits: held }),
  };
}

function readCommit(reader: BodyReader, { organizationId }: OrganizationAccess): GivenCommit {
  const message = reader.text('message');
  const authorEmail = reader.text('author_email');
  const timestamp = reader.date('timestamp');
  return {
    id: required(reader, 'id'),
    // Clients that know of none leave it out; their commits are of one repository, which is the organization's.
    repository: reader.text('repository') ?? `organization-${organizationId}`,
    ...(message !== undefined && { message }),
    ...(authorEmail !== undefined && { authorEmail }),
    ...(timestamp !== undefined && { timestamp }),
  };
}

/** The last commit of a repository; a range names it last. */
function readRef(reader: BodyReader): GivenCommit {
  const commit = required(reader, 'commit');
  return { repository: required(reader, 'repository'), id: commit.split('..').at(-1) ?? commit };
}

function required(reader: BodyReader, name: string): string {
  const text = reader.text(name) ?? '';
  if (text === '' && reader.errors[name] === undefined) reader.refuse(name, 'This field is required.');
  return text;
}

function readList(reader: BodyReader, name: string): readonly unknown[] | undefined {
  const value = reader.value(name);
  if (value === undefined || Array.isArray(value)) return value;
  return reader.refuse(name, 'Must be a list.');
}

/** A list of objects, each read by itself. */
function readEach<T>(reader: BodyReader, name: string, read: (item: BodyReader) => T): readonly T[] | undefined {
  const list = readList(reader, name);
  if (list === undefined) return undefined;
  const errors: Record<string, FieldErrors> = {};
  const items = asList(list).map((value, index) => {
    const item = BodyReader.of(value);
    const found = read(item);
    if (Object.keys(item.errors).length > 0) errors[String(index)] = item.errors;
    return found;
  });
  if (Object.keys(errors).length > 0) throw fieldsRefused({ [name]: errors });
  return items;
}
