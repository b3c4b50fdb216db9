import { composeMail, type MailIssue } from '../../domain/mail/compose-mail';
import type { MailContent } from '../../domain/mail/mail-content';
import { renderMail } from '../../domain/mail/render-mail';
import { formatShortId } from '../../domain/short-id';
import type { Actor } from '../../domain/state/issue-state';
import type { ActorNames } from '../../domain/undo/restoration-log';
import type { ClaimedMail, ClaimedMails } from '../../persistence/compile/mail/claim-mails';
import { readActorNames } from '../../persistence/read/read-actor-names';
import {
  readMailIssues,
  readMailOrganization,
  readMailRecipients,
  readNotes,
  type MailIssueRow,
  type MailOrganizationRow,
  type MailRecipientRow,
  type NoteKey,
} from '../../persistence/read/read-mail-subjects';
import type { Executor } from '../../persistence/statement';
import type { OutgoingMail } from './mailer';
import { signUnsubscribe } from './unsubscribe-token';

/** Where the links of mails lead. */
export interface MailLinks {
  /** Where this server is reached; asked when needed, since the port may not be known before it listens. */
  readonly publicUrl: () => string;
  /** Pages of issues and operations, with `{id}` in the place of the id; null: there are none. */
  readonly issueUrl: string | null;
  readonly operationUrl: string | null;
}

interface Facts {
  readonly organization: MailOrganizationRow;
  readonly recipients: ReadonlyMap<string, MailRecipientRow>;
  readonly issues: ReadonlyMap<string, readonly MailIssueRow[]>;
  readonly names: ActorNames;
  readonly notes: ReadonlyMap<string, string>;
}

/** Writes claimed mails out, with the names of now; null in the place of one that its recipient may not see, or does not want, any more. */
export async function writeMails(
  reader: Executor,
  { organizationId, mails }: ClaimedMails,
  links: MailLinks,
): Promise<readonly (OutgoingMail | null)[]> {
  const facts = await readFacts(reader, { organizationId, mails });
  return mails.map((mail) => facts && writeMail(mail, { organizationId, facts, links }));
}

async function readFacts(reader: Executor, { organizationId, mails }: ClaimedMails): Promise<Facts | null> {
  const organization = await readMailOrganization(reader, organizationId);
  if (organization === null) return null;
  const recipients = await readMailRecipients(
    reader,
    organizationId,
    mails.map(({ userId }) => userId),
  );
  const named = mails.map(({ id, userId, content: { issueIds } }) => ({ id, userId, issueIds }));
  const issues = await readMailIssues(reader, organizationId, named);
  const notes = mails.flatMap(({ content }) => noteOf(content) ?? []);
  return {
    organization,
    recipients: new Map(recipients.map((recipient) => [recipient.userId, recipient])),
    issues: new Map(mails.map(({ id }) => [id, issues.filter(({ mailId }) => mailId === id)])),
    names: await readActorNames(reader, organizationId, mails.flatMap(actorsOf)),
    notes: notes.length === 0 ? new Map() : await readNotes(reader, organizationId, notes),
  };
}

function actorsOf({ actorId, content }: ClaimedMail): readonly Actor[] {
  const assignees = content.facts.flatMap(({ data }) => (data['assignee'] as Actor | undefined) ?? []);
  return actorId === null ? assignees : [...assignees, { type: 'user', id: actorId }];
}

function noteOf({ facts, issueIds }: MailContent): NoteKey | null {
  const activityId = facts.find(({ type }) => type === 'issue.note_added')?.data['activity'];
  const [groupId] = issueIds;
  return typeof activityId === 'string' && groupId !== undefined ? { groupId, activityId } : null;
}

interface Surroundings {
  readonly organizationId: string;
  readonly facts: Facts;
  readonly links: MailLinks;
}

function writeMail(mail: ClaimedMail, { organizationId, facts, links }: Surroundings): OutgoingMail | null {
  const { organization, names, notes } = facts;
  const recipient = facts.recipients.get(mail.userId);
  const rows = facts.issues.get(mail.id) ?? [];
  const [only] = rows;
  if (recipient === undefined || only === undefined) return null;
  const groupId = mail.content.issueCount === 1 ? only.id : null;
  const token = signUnsubscribe({ organizationId, userId: mail.userId, groupId }, organization.secret);
  const unsubscribeUrl = `${links.publicUrl()}/mail/unsubscribe?token=${token}`;
  const note = noteOf(mail.content);
  const composed = composeMail({
    content: mail.content,
    organization: organization.name,
    names: {
      actor: mail.actorId === null ? null : (names.get(`user:${mail.actorId}`)?.name ?? 'Somebody'),
      nameOf: (actor) => (actor === `user:${mail.userId}` ? 'you' : nameOf(names, actor)),
    },
    issues: rows.map((row) => presentIssue(row, links)),
    note: (note && notes.get(note.activityId)) ?? null,
    operationUrl: mail.operationId && links.operationUrl && links.operationUrl.replaceAll('{id}', mail.operationId),
    unsubscribeUrl,
  });
  return {
    id: mail.id,
    to: { name: recipient.name, address: recipient.email },
    subject: composed.subject,
    ...renderMail(composed),
    unsubscribeUrl,
    organizationSlug: organization.slug,
    thread: groupId && `issue-${groupId}`,
  };
}

function presentIssue({ id, projectSlug, number, title }: MailIssueRow, { issueUrl }: MailLinks): MailIssue {
  return { shortId: formatShortId({ projectSlug, number }), title, url: issueUrl && issueUrl.replaceAll('{id}', id) };
}

function nameOf(names: ActorNames, actor: string): string | undefined {
  const found = names.get(actor);
  return found && (actor.startsWith('team:') ? `#${found.name}` : found.name);
}
