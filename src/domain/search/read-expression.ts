import type { SearchExpression } from './search-expression';
import { searchProblem, type SearchProblem } from './search-problem';
import type { RawExpression, RawText } from './search-syntax';
import { readTerm } from './terms';

/** Gives the raw terms their meaning; the first unknown term or bad value is the problem. */
export function readExpression(raw: RawExpression): SearchExpression | SearchProblem {
  switch (raw.kind) {
    case 'term':
      return readTerm(raw);
    case 'text':
      return readText(raw);
    case 'not': {
      const operand = readExpression(raw.operand);
      return operand.kind === 'problem' ? operand : { kind: 'not', operand };
    }
    case 'and':
    case 'or':
      return readOperands(raw.kind, raw.operands);
  }
}

function readOperands(kind: 'and' | 'or', raw: readonly RawExpression[]): SearchExpression | SearchProblem {
  const operands: SearchExpression[] = [];
  for (const each of raw) {
    const operand = readExpression(each);
    if (operand.kind === 'problem') return operand;
    operands.push(operand);
  }
  return { kind, operands };
}

function readText({ value, position }: RawText): SearchExpression | SearchProblem {
  const isEmpty = value.parts.length === 1 && value.parts[0] === '';
  return isEmpty ? searchProblem('empty text', position) : { kind: 'text', parts: value.parts };
}
