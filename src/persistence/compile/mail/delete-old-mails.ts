import { statement, type Statement } from '../../statement';
import type { Page } from '../clean-up/delete-expired';

/** Mails of before a moment. One that still waits may have been late with the moment, but not by more than it is tried for. */
export function deleteOldMails({ before, limit }: Page): Statement {
  return statement(
    'delete-old-mails',
    `delete from mails m
     using (
       select o.id as organization_id, old.id from organizations o
       cross join lateral (
         select id from mails
         where organization_id = o.id and created_at < $1
           and (state <> 'PENDING' or created_at < $1 - interval '3 days')
         order by created_at limit $2
         for update skip locked
       ) old
       limit $2
     ) old
     where m.organization_id = old.organization_id and m.id = old.id`,
    [before, limit],
  );
}

/** Digests of before a moment, which nobody makes any more: the server no longer sends mail. */
export function deleteOldDigests({ before, limit }: Page): Statement {
  return statement(
    'delete-old-digests',
    `delete from mail_digests d
     using (
       select organization_id, id from mail_digests where created_at < $1 order by organization_id, id limit $2
       for update skip locked
     ) old
     where d.organization_id = old.organization_id and d.id = old.id`,
    [before, limit],
  );
}
