import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';
import { bulkFieldsRule } from './bulk-fields-rule';
import type { RequestLimits } from './request-limits';

/** What speaks against a document before it runs: too deep, too many aliases, directives or bulk mutations. */
export function documentRules(limits: RequestLimits): ValidationRule[] {
  return [
    maxDepthRule({
      n: limits.depth,
      ignoreIntrospection: true,
      flattenFragments: true,
      ...refusal(`is more than ${limits.depth} levels deep`),
    }),
    maxAliasesRule({ n: limits.aliases, ...refusal(`has more than ${limits.aliases} aliases`) }),
    maxDirectivesRule({ n: limits.directives, ...refusal(`has more than ${limits.directives} directives`) }),
    bulkFieldsRule(limits.bulkFields),
  ];
}

/** Reports among the document's other mistakes, instead of ending the validation with a syntax error. */
function refusal(what: string): {
  propagateOnRejection: false;
  onReject: [(context: ValidationContext | null) => void];
} {
  return {
    propagateOnRejection: false,
    onReject: [(context) => context?.reportError(new GraphQLError(`The operation ${what}.`))],
  };
}
