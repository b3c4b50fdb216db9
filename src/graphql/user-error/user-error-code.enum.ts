import { PROBLEM_SENTENCES } from '../../domain/problem';
import { defineEnum } from '../define-enum';

export const UserErrorCodeEnum = defineEnum(
  'UserErrorCode',
  'Why a call, or one issue of it, was refused. Codes are stable; messages may change.',
  PROBLEM_SENTENCES,
);
