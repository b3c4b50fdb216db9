import { DeleteStrategy } from '../../../../src/domain/attributes/deletion/delete.strategy';
import { DiscardStrategy } from '../../../../src/domain/attributes/deletion/discard.strategy';
import { readInput } from '../../../../src/domain/attributes/read-input';
import { GROUP_CATEGORIES } from '../../../../src/domain/group';
import { accepted, issueState, logLines, resolvedState, scope } from '../../../support/build/state';

const discard = new DiscardStrategy();
const ENABLED = scope<'discard'>({ facts: new Set(['10']) });

describe('discard', () => {
  it('marks the issue, takes it out of the inbox, and leaves a tombstone; the rest stays for an undo', () => {
    const state = resolvedState({ inbox: null, snooze: null });
    const step = accepted(discard.apply(state, true, ENABLED));
    expect(step.state).toEqual({
      ...state,
      ...{ status: 'PENDING_DELETION', substatus: null, inbox: null },
      deletion: { kind: 'DISCARD', tombstoneId: '600' },
    });
    expect(logLines(step.log)).toEqual(['notice issue.deleted {"kind":"discard"}']);
  });

  it.each(GROUP_CATEGORIES.filter((category) => category !== 'ERROR'))(
    'T15: refuses issues of category %s',
    (category) => {
      expect(discard.apply(issueState({ category }), true, ENABLED)).toMatchObject({ code: 'NOT_AN_ERROR_ISSUE' });
    },
  );

  it('T15: refuses issues of projects without the feature, whatever they are', () => {
    const none = scope<'discard'>({ facts: new Set(['11']) });
    const codes = [issueState(), issueState({ category: 'CRON' })].map((state) => discard.apply(state, true, none));
    expect(codes).toMatchObject([{ code: 'FEATURE_DISABLED' }, { code: 'FEATURE_DISABLED' }]);
  });

  it.each([
    [{ discard: true }, { valid: true, changes: { discard: true } }],
    [{ discard: false }, { valid: true, changes: {} }],
    [
      { discard: false, hasSeen: true },
      { valid: true, changes: { hasSeen: true } },
    ],
    [
      { discard: true, hasSeen: false },
      { valid: false, problems: [{ code: 'CONFLICTING_ATTRIBUTES' }] },
    ],
    [
      { discard: true, assignedTo: null },
      { valid: false, problems: [{ code: 'CONFLICTING_ATTRIBUTES' }] },
    ],
  ])('T15: reads %j', (input, reading) => {
    expect(readInput(input)).toMatchObject(reading);
  });
});

describe('delete', () => {
  it.each(GROUP_CATEGORIES)('marks issues of category %s, without a tombstone', (category) => {
    const step = accepted(new DeleteStrategy().apply(issueState({ category })));
    expect(step.state).toMatchObject({
      ...{ status: 'PENDING_DELETION', substatus: null, inbox: null },
      deletion: { kind: 'DELETE', tombstoneId: null },
    });
    expect(logLines(step.log)).toEqual(['notice issue.deleted {"kind":"delete"}']);
  });
});
