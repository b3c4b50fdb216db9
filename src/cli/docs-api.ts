import 'reflect-metadata';
import { lexicographicSortSchema } from 'graphql';
import { buildSchema } from '../graphql/build-schema';
import { apiReference } from './api-reference';
import { putGenerated } from './generated-file';

putGenerated('docs/api.md', apiReference(lexicographicSortSchema(buildSchema())), 'docs:api');
