import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

const SOURCE = ['src/**/*.ts', 'migrations/**/*.ts', 'ormconfig.ts'];
const TESTS = ['tests/**/*.ts'];

/** Tools read their default export. */
const DEFAULT_EXPORTS = [
  'ormconfig.ts',
  '*.config.{js,mjs}',
  'tests/support/global-setup.ts',
  'tests/support/global-teardown.ts',
];

/** Where an exception may be caught; elsewhere it goes through. */
const CATCHING = [
  'src/persistence/unit-of-work.ts',
  'src/persistence/transaction-executor.ts',
  'src/graphql/format-error.ts',
  'src/jobs/**/*.ts',
  'src/bootstrap/**/*.ts',
  'src/cli/**/*.ts',
  'src/main.ts',
  // JSON.parse tells of malformed text by throwing only.
  'src/domain/events/untrusted-json.ts',
];

/** Awaits in a loop that wait for another process; no query a row. */
const WAITING = ['src/bootstrap/**/*.ts', 'src/cli/**/*.ts'];

const NO_DEFAULT_EXPORT = { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' };
const NO_BARREL = { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that declares it.' };
const NO_SAVE = {
  selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='save']",
  message: 'save() is one UPDATE an entity; write a set-based statement in src/persistence/compile.',
};
const NO_CATCH = {
  selector: 'CatchClause',
  message: 'Catch only in the unit of work and its executor, format-error, the job runner, bootstrap and cli.',
};
const NO_PROMISE_CATCH = {
  selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='catch']",
  message: NO_CATCH.message,
};

/** Kinds that need a description besides types and root fields. */
const DESCRIBED = {
  DirectiveDefinition: true,
  EnumValueDefinition: true,
  FieldDefinition: true,
  InputValueDefinition: true,
};

/** Relay's connections, but not its store; a description for everything; names as clients expect them. */
const SCHEMA_RULES = {
  '@graphql-eslint/description-style': ['error', { style: 'block' }],
  '@graphql-eslint/naming-convention': [
    'error',
    {
      types: 'PascalCase',
      FieldDefinition: 'camelCase',
      InputValueDefinition: 'camelCase',
      Argument: 'camelCase',
      DirectiveDefinition: 'camelCase',
      EnumValueDefinition: 'UPPER_CASE',
      'FieldDefinition[parent.name.value=Query]': { style: 'camelCase', forbiddenPrefixes: ['query', 'get'] },
      'FieldDefinition[parent.name.value=Mutation]': { style: 'camelCase', forbiddenPrefixes: ['mutation'] },
      InputObjectTypeDefinition: { style: 'PascalCase', requiredSuffixes: ['Input'] },
    },
  ],
  '@graphql-eslint/no-duplicate-fields': 'error',
  '@graphql-eslint/no-unreachable-types': 'error',
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  '@graphql-eslint/relay-connection-types': 'error',
  '@graphql-eslint/relay-edge-types': ['error', { shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false }],
  '@graphql-eslint/relay-page-info': 'error',
  '@graphql-eslint/require-deprecation-reason': 'error',
  '@graphql-eslint/require-description': ['error', { types: true, rootField: true, ...DESCRIBED }],
  '@graphql-eslint/unique-enum-value-names': 'error',
};

export default tseslint.config(
  { ignores: ['dist/', 'coverage/', '.muster/', '**/*.generated.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.base],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_SAVE],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: SOURCE,
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: false, skipComments: false }],
      'no-await-in-loop': 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines-per-function': ['error', { max: 40, skipBlankLines: false, skipComments: false }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config/environment.ts reads it.' },
      ],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_SAVE, NO_CATCH, NO_PROMISE_CATCH],
    },
  },
  // A migration is one text of SQL, as long as its tables are many.
  { files: ['migrations/**/*.ts'], rules: { 'max-lines': 'off' } },
  { files: CATCHING, rules: { 'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_BARREL, NO_SAVE] } },
  { files: WAITING, rules: { 'no-await-in-loop': 'off' } },
  { files: ['src/cli/**/*.ts', 'src/main.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['schema.graphql'],
    plugins: { '@graphql-eslint': graphqlPlugin },
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: 'schema.graphql' } },
    },
    rules: SCHEMA_RULES,
  },
  { files: DEFAULT_EXPORTS, rules: { 'no-restricted-syntax': ['error', NO_BARREL, NO_SAVE] } },
  {
    files: TESTS,
    plugins: { jest },
    languageOptions: { globals: jest.environments.globals.globals },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // What the database answers is typed by assertion there.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
      'jest/no-conditional-expect': 'error',
      'jest/no-disabled-tests': 'error',
      'jest/no-focused-tests': 'error',
      'jest/no-identical-title': 'error',
      'jest/no-standalone-expect': 'error',
      'jest/valid-expect': 'error',
      'jest/valid-expect-in-promise': 'error',
    },
  },
);
