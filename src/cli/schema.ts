import 'reflect-metadata';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../graphql/build-schema';
import { putGenerated } from './generated-file';

// The schema for client authors, sorted.
putGenerated('schema.graphql', `${printSchema(lexicographicSortSchema(buildSchema()))}\n`, 'schema');
