import {
  ASSIGNEE_FORMS,
  INBOX_FORMS,
  PRIORITY_FORMS,
  STATUS_FORMS,
  SUBSTATUS_FORMS,
  type AttributeForm,
} from './attribute-forms';

type Forms = readonly AttributeForm[];

const [INTO_INBOX = [], REVIEWED = []] = INBOX_FORMS.map((form): Forms => [form]);
/** Chosen in turn, so that each meets each status and each assignee. */
const PRIORITIES: readonly Forms[] = [[], ...PRIORITY_FORMS.map((form) => [form])];
const INBOXES: readonly Forms[] = [[], REVIEWED];

/**
 * The calls of each form, by its name: alone, and with others until every pair of forms has met in some call. Who has
 * a status with an assignee in one call gets a priority and a review along with them.
 */
export const ATTRIBUTE_CALLS: ReadonlyMap<string, readonly Forms[]> = new Map([
  ...[...STATUS_FORMS, ...SUBSTATUS_FORMS].map((form, index): [string, readonly Forms[]] => [
    form.name,
    [...alone(form), ...ASSIGNEE_FORMS.map((assignee, place) => [form, assignee, ...inTurn(index + place)])],
  ]),
  ...[...PRIORITY_FORMS, ...ASSIGNEE_FORMS].map((form): [string, readonly Forms[]] => [form.name, alone(form)]),
  ...INBOX_FORMS.map((form): [string, readonly Forms[]] => [form.name, [[form]]]),
]);

function alone(form: AttributeForm): readonly Forms[] {
  // What is resolved or archived leaves the inbox.
  const contradictsInbox = /^(RESOLVED|IGNORED)/.test(form.name);
  return [[form], [form, ...REVIEWED], ...(contradictsInbox ? [[form]] : [[form, ...INTO_INBOX]])];
}

function inTurn(turn: number): Forms {
  const priority = PRIORITIES[turn % PRIORITIES.length] ?? [];
  const inbox = INBOXES[Math.floor(turn / PRIORITIES.length) % INBOXES.length] ?? [];
  return [...priority, ...inbox];
}
